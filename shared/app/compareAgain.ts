import { chooseSource, sourcesBeside } from "../session/chooseSource.ts";
import type { Facts } from "../session/Facts.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import type { Digest } from "../session/ReadingHead.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { tellForms, type FormTold } from "../session/tellForms.ts";
import { READER_VERSION } from "../terminal/Reader.ts";
import { readForm } from "./readForm.ts";
import type { Store } from "./Store.ts";

/** What may have changed since the forms were compared last. */
export interface FormsChange {
  readonly ref: ReadingRef;
  readonly facts: Facts;
  /** Keys of the sources that have new text. */
  readonly texts: readonly string[];
  readonly digest: Digest;
  /** Compare whatever is thought to have changed. */
  readonly distrust: boolean;
}

/**
 * Compares the forms of a session's text anew where one of them has grown; undefined where nothing
 * can have changed. Both are read from their beginnings up to a bound, so that what comes of it is
 * the same whichever form arrived first.
 */
export async function compareAgain(
  store: Store,
  { ref, facts, texts, digest, distrust }: FormsChange,
): Promise<readonly FormTold[] | undefined> {
  const read = chooseSource(facts);
  const beside = sourcesBeside(facts);
  const keys = beside.map(sourceKey);
  if (read === undefined || beside.length === 0) return digest.forms === undefined ? undefined : [];
  const readKey = sourceKey(read);
  const same =
    digest.source === readKey &&
    digest.reader === READER_VERSION &&
    digest.forms?.map(({ source }) => source).join("\n") === keys.join("\n");
  const grew = texts.some((source) => source === readKey || keys.includes(source));
  if (same && !grew && !distrust) return undefined;
  const text = await readForm(store, ref, read);
  const told: FormTold[] = [];
  for (const source of beside) told.push(tellForms(text, await readForm(store, ref, source)));
  return told;
}
