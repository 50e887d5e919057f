import { compareForms, type CommandPairs, type FormCommands } from "./compareForms.ts";
import {
  OTHER_FORM,
  type Contradiction,
  type FormDigest,
  type ToldTime,
  type ToldTimes,
} from "./FormsCompared.ts";
import type { KeptCommand } from "./KeptCommand.ts";
import { commandSort } from "./keys.ts";
import { lacksWordsOf } from "./lacksWordsOf.ts";

/** One form of a session's text, read from its beginning up to a bound. */
export interface FormText extends FormCommands {
  /** Key of its source. */
  readonly source: string;
  /** The text itself, without controls and white space. */
  readonly bare: string;
}

/** What another form tells of the commands that were read. */
export interface FormTold {
  readonly digest: FormDigest;
  /** Null where no command is in both. */
  readonly times: ToldTimes | null;
  /** Its commands that are none of those that were read: shown as doubtful, not counted. */
  readonly apart: readonly KeptCommand[];
}

const MOST_CHECKED = 16;
const MOST_CONTRADICTIONS = 3;
const MOST_APART = 500;
const LONGEST_SHOWN = 120;

/** Compares the text that commands are read from with another form of it. */
export function tellForms(read: FormText, beside: FormText): FormTold {
  // Terminal lines of a container may be anybody's: without a command they are no second form.
  const pairs =
    beside.commands.length === 0
      ? { pairs: [], onlyRead: [], onlyBeside: [] }
      : compareForms(read, beside);
  const apart = pairs.onlyBeside.flatMap((n) => beside.commands[n] ?? []);
  return {
    digest: {
      source: beside.source,
      aligned: pairs.pairs.length,
      onlyRead: pairs.onlyRead.length,
      onlyThere: apart.length,
      cut: read.cut || beside.cut,
      contradictions: contradictionsOf(read, beside, pairs),
    },
    times:
      pairs.pairs.length === 0
        ? null
        : { source: beside.source, times: timesOf(read, beside, pairs) },
    apart: apart.slice(0, MOST_APART).map((command) => ({ ...command, reason: OTHER_FORM })),
  };
}

/** A command between two that the other form has too ran after the first and before the second. */
function timesOf(
  { commands }: FormText,
  beside: FormText,
  { pairs }: CommandPairs,
): Readonly<Record<string, ToldTime>> {
  const times: Record<string, ToldTime> = {};
  let next = 0;
  let after: number | null = null;
  for (const [n, { at }] of commands.entries()) {
    const pair = pairs[next];
    const there = pair === undefined ? undefined : beside.commands[pair[1]];
    const itself = pair?.[0] === n;
    if (itself) [after, next] = [there?.after ?? after, next + 1];
    const by = there?.at.position ?? null;
    if (after !== null || by !== null)
      times[commandSort(at.position, at.offset)] = { after, by, itself };
  }
  return times;
}

/** Readings differ; a contradiction is a command of which the other form's text knows no word. */
function contradictionsOf(
  read: FormText,
  beside: FormText,
  { onlyRead, onlyBeside }: CommandPairs,
): readonly Contradiction[] {
  const lacked = (from: FormText, numbers: readonly number[], text: string): Contradiction[] =>
    numbers.slice(0, MOST_CHECKED).flatMap((n) => {
      const command = from.commands[n];
      if (command === undefined || command.damaged || !lacksWordsOf(text, command.text)) return [];
      const { lane, at } = command;
      const shown = command.text.slice(0, LONGEST_SHOWN);
      return { source: from.source, text: shown, at: { lane, position: at.position } };
    });
  // What lies beyond the bound was not looked at, so it can't be said to lack anything.
  return [
    ...(beside.cut ? [] : lacked(read, onlyRead, beside.bare)),
    ...(read.cut ? [] : lacked(beside, onlyBeside, read.bare)),
  ].slice(0, MOST_CONTRADICTIONS);
}
