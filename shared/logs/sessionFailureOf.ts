import { byFirstLetter } from "./byFirstLetter.ts";
import { cutText, LONGEST } from "./cutText.ts";

export interface SessionFailure {
  readonly reason: string;
  /** Null where the words name none: the line's context does. */
  readonly sessionId: string | null;
}

/** First words by which the agent says that a session didn't come about or broke. */
const WORDS = [
  "Unable to start command: ",
  "Failed to parse commands input: ",
  "Encountered error while initiating handshake",
  "Validation failed, err: ",
  "failed to create channel: ",
  "failed to start pty since RunAs user ",
  "Forwarding to IP address ",
  "messaging worker encountered error: ",
  "document process failed unexpectedly: ",
];

const wordsFor = byFirstLetter(WORDS, (words) => words);

const CHANNEL = "Setting up data";
const CHANNEL_FAILED = /^Setting up data ?channel with id ([A-Za-z0-9+=,.@_-]{1,96}) failed/;

export function sessionFailureOf(message: string): SessionFailure | undefined {
  const channel = message.startsWith(CHANNEL) ? CHANNEL_FAILED.exec(message) : null;
  const sessionId = channel?.[1] ?? null;
  if (sessionId === null && !wordsFor(message).some((words) => message.startsWith(words)))
    return undefined;
  return { reason: cutText(message, LONGEST.reason), sessionId };
}
