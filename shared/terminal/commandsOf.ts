import type { Place, ReadCommand } from "./ReadCommand.ts";
import type { Pending } from "./State.ts";
import { completeCommands } from "./completeCommands.ts";
import { expandedHistory } from "./expandedHistory.ts";
import { staysSilent } from "./staysSilent.ts";

export interface Settled {
  readonly ran: readonly ReadCommand[];
  /** Lines of which the text can't tell whether they were given up. */
  readonly doubtful: readonly ReadCommand[];
}

/** What an accepted line was, now that its output has ended. */
export function commandsOf(pending: Pending, end: Place): Settled {
  const { kind, unsure } = pending;
  // zle shows no ^C: a line that printed nothing, although its program would have, was given up.
  if (unsure && pending.printed === 0 && !staysSilent(pending.text)) {
    const command = commandOf(pending, pending.text, end);
    return { ran: [], doubtful: [{ ...command, confidence: "low", reason: "given-up" }] };
  }
  const history = kind === "shell" ? expandedHistory(pending.text, pending.head) : undefined;
  if (history === "refused") return NOTHING;
  // Python prints this alone when ctrl-c gave a line up.
  if (kind === "repl" && pending.head[0] === "KeyboardInterrupt") return NOTHING;
  const text = shownOnce(history?.ran ?? pending.text);
  const parts = kind === "shell" && !unsure ? completeCommands(text) : [text];
  const enters = distinctEnters(pending.enter, parts.length);
  const { cwd: _cwd, host: _host, exit, ...bare } = pending;
  const ran = parts.map((part, n) => ({
    // The prompt was printed before the first of them, and told the exit status of the last.
    ...commandOf(n === 0 ? pending : bare, part, end),
    enter: enters[n] ?? pending.enter,
    ...(n === parts.length - 1 && exit !== undefined ? { exit } : {}),
  }));
  return { ran, doubtful: [] };
}

/** Bash shows a paste of several lines in reverse video, and then once more. */
function shownOnce(text: string): string {
  const half = text.length / 2;
  const twice = text.includes("\n") && text.slice(0, half) === text.slice(half);
  return twice ? text.slice(0, half) : text;
}

/**
 * Commands of one pasted block were accepted by one Enter. Each has a place of its own all the same, by
 * which it is kept: the last characters up to Enter, in order.
 */
function distinctEnters({ mark, offset }: Place, count: number): Place[] {
  const first = Math.max(0, offset - (count - 1));
  return Array.from({ length: count }, (_, n) => ({ mark, offset: first + n }));
}

export const NOTHING: Settled = { ran: [], doubtful: [] };

function commandOf(pending: Pending, text: string, end: Place): ReadCommand {
  const { confidence, reason, kind, depth, prompt, damaged, enter, outputFrom } = pending;
  const output = { from: outputFrom, to: end };
  const { cwd, host } = pending;
  // A prompt that was likely printed tells nothing of a shell.
  const place = confidence === "low" ? {} : { ...(cwd && { cwd }), ...(host && { host }) };
  return { text, confidence, reason, kind, depth, prompt, ...place, damaged, enter, output };
}
