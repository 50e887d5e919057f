import { byFirstLetter } from "./byFirstLetter.ts";

export interface Lifecycle {
  readonly phase: "seen" | "started" | "ended";
  /** Null where the words name none: the line's context does. */
  readonly sessionId: string | null;
}

/** `before ID after`, or without `after` just words at the start. */
interface Rule {
  readonly before: string;
  readonly after?: RegExp;
  readonly phase: Lifecycle["phase"];
}

const RULES: readonly Rule[] = [
  { before: "document ", after: /^ submission (?:started|ended)/, phase: "seen" },
  { before: "Got job ", after: /^, starting worker/, phase: "seen" },
  { before: "document: ", after: /^ worker started/, phase: "started" },
  { before: "Setting up datachannel for session: ", after: /^, requestId/, phase: "started" },
  { before: "Closing datachannel with channel Id ", after: /^\s*$/, phase: "ended" },
  { before: "session: ", after: /^ complete/, phase: "ended" },
  { before: "execution of ", after: /^ is over/, phase: "ended" },
  { before: "Session worker closed", phase: "ended" },
];

const rulesFor = byFirstLetter(RULES, ({ before }) => before);

const PLUGIN = "Plugin ";
const PLUGIN_STARTED = /^Plugin [A-Za-z_]{1,64} started/;

/** Where in a session's life an agent message stands, if it says. */
export function lifecycleOf(message: string): Lifecycle | undefined {
  for (const { before, after, phase } of rulesFor(message)) {
    if (!message.startsWith(before)) continue;
    if (after === undefined) return { phase, sessionId: null };
    const sessionId = takeSessionId(message.slice(before.length, before.length + LOOK), after);
    if (sessionId !== undefined) return { phase, sessionId };
  }
  return message.startsWith(PLUGIN) && PLUGIN_STARTED.test(message)
    ? { phase: "started", sessionId: null }
    : undefined;
}

/** The longest session ID and the words after it. */
const LOOK = 128;

const ID = /^[A-Za-z0-9+=,.@_-]{1,96}/;

function takeSessionId(text: string, after: RegExp): string | undefined {
  const longest = ID.exec(text)?.[0] ?? "";
  // The comma after an ID may be one of its own characters.
  const ids = longest.endsWith(",") ? [longest.slice(0, -1), longest] : [longest];
  return ids.find((id) => id !== "" && after.test(text.slice(id.length)));
}
