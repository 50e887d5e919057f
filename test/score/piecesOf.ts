import type { Form } from "../../shared/terminal/Reader.ts";

export interface Piece {
  readonly text: string;
  readonly mark: string;
}

interface LogEvent {
  readonly id: string;
  readonly message: string;
}

interface DataMessage {
  readonly logEvents: readonly LogEvent[];
}

const PREFIX = /^\[sagemaker ssm logs\]\[[^\]]*\]/;
const AGENT =
  /^ ?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? (?:TRACE|DEBUG|INFO|WARN|ERROR|CRITICAL) /;

/** The pieces of terminal text in the decoded data messages of one session. */
export function piecesOf(form: Form, messages: readonly string[]): Piece[] {
  // The folder's files are trusted test data in one known shape.
  const events = messages.flatMap((line) => (JSON.parse(line) as DataMessage).logEvents);
  if (form === "transcript") return events.map(({ id, message }) => ({ text: message, mark: id }));
  if (form === "streamed") return events.map(streamedPiece);
  return prefixedPieces(events);
}

function streamedPiece({ id, message }: LogEvent): Piece {
  const { sessionData } = JSON.parse(message) as { sessionData: string[] };
  return { text: sessionData.map((line) => `${line}\n`).join(""), mark: id };
}

function prefixedPieces(events: readonly LogEvent[]): Piece[] {
  const bodies = events.map(({ id, message }) => ({ mark: id, text: message.replace(PREFIX, "") }));
  const first = bodies.findIndex(({ text }) => AGENT.test(text));
  const spaces = bodies[first]?.text.startsWith(" ") === true ? 1 : 0;
  return bodies
    .filter(({ text }, index) => !AGENT.test(text) && index > first)
    .map(({ text, mark }) => ({ text: `${text.slice(spaces)}\n`, mark }));
}
