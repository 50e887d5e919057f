import { cutText } from "./cutText.ts";

export interface SessionFailure {
  readonly reason: string;
  /** Null where the words name none: the line's context does. */
  readonly sessionId: string | null;
}

const MAX_REASON = 1_024;

/** Words by which the agent says that a session didn't come about or broke. */
const RULES: readonly RegExp[] = [
  /^Unable to start command: /,
  /^Failed to parse commands input: /,
  /^Encountered error while initiating handshake/,
  /^Validation failed, err: /,
  /^Setting up data ?channel with id ([A-Za-z0-9+=,.@_-]{1,96}) failed/,
  /^failed to create channel: /,
  /^failed to start pty since RunAs user /i,
  /^Forwarding to IP address \S{1,64} is forbidden/,
  /^messaging worker encountered error: /,
  /^document process failed unexpectedly: /,
];

export function sessionFailureOf(message: string): SessionFailure | undefined {
  for (const words of RULES) {
    const match = words.exec(message);
    if (match !== null)
      return { reason: cutText(message, MAX_REASON), sessionId: match[1] ?? null };
  }
  return undefined;
}
