import { bareText } from "../session/bareText.ts";
import type { Source } from "../session/Facts.ts";
import type { KeptCommand } from "../session/KeptCommand.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import { advanceReading, beginReading, provisional } from "../session/readPieces.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import type { FormText } from "../session/tellForms.ts";
import { loadLane } from "./laneAbout.ts";
import { sourcePieces } from "./sourcePieces.ts";
import type { Store } from "./Store.ts";

/** Enough for a day at a shell; what a forged form can cost each delivery. */
const MOST_UNITS = 2 * 1024 * 1024;
const MOST_COMMANDS = 5_000;

/** The beginning of a form's text, always the same for the same evidence. */
export async function readForm(store: Store, ref: ReadingRef, source: Source): Promise<FormText> {
  const about = await loadLane(store, source.lane);
  const key = sourceKey(source);
  let reading = beginReading(source.form, source.lane, key);
  const commands: KeptCommand[] = [];
  const texts: string[] = [];
  let units = 0;
  for await (const pieces of sourcePieces(store, { ref, source, about, after: null }))
    for (const piece of pieces) {
      units += piece.text.length;
      if (units > MOST_UNITS || commands.length > MOST_COMMANDS)
        return { source: key, commands, cut: true, bare: bareText(texts.join("")) };
      const advanced = advanceReading(reading, piece);
      reading = advanced.reading;
      commands.push(...advanced.settled);
      texts.push(piece.text);
    }
  commands.push(...provisional(reading));
  return { source: key, commands, cut: false, bare: bareText(texts.join("")) };
}
