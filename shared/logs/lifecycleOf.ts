export interface Lifecycle {
  readonly phase: "seen" | "started" | "ended";
  /** Null where the words name none: the line's context does. */
  readonly sessionId: string | null;
}

const ID = "([A-Za-z0-9+=,.@_-]{1,96})";

const RULES: readonly { readonly words: RegExp; readonly phase: Lifecycle["phase"] }[] = [
  { words: new RegExp(`^document ${ID} submission (?:started|ended)`), phase: "seen" },
  { words: new RegExp(`^Got job ${ID}, starting worker`), phase: "seen" },
  { words: new RegExp(`^document: ${ID} worker started`), phase: "started" },
  { words: new RegExp(`^Setting up datachannel for session: ${ID}, requestId`), phase: "started" },
  { words: /^Plugin [A-Za-z_]{1,64} started/, phase: "started" },
  { words: new RegExp(`^Closing datachannel with channel Id ${ID}\\s*$`), phase: "ended" },
  { words: /^Session worker closed/, phase: "ended" },
  { words: new RegExp(`^session: ${ID} complete`), phase: "ended" },
  { words: new RegExp(`^execution of ${ID} is over`), phase: "ended" },
];

/** Where in a session's life an agent message stands, if it says. */
export function lifecycleOf(message: string): Lifecycle | undefined {
  for (const { words, phase } of RULES) {
    const match = words.exec(message);
    if (match !== null) return { phase, sessionId: match[1] ?? null };
  }
  return undefined;
}
