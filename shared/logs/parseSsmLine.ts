import { matchTargetIds } from "../target/matchTargetIds.ts";
import { isAgentNoise } from "./isAgentNoise.ts";
import { isAnnouncement } from "./isAnnouncement.ts";
import { isContinuation } from "./isContinuation.ts";
import { parseAgentLine } from "./parseAgentLine.ts";
import { parsePrefix, PREFIX } from "./parsePrefix.ts";
import { parseSessionRecord } from "./parseSessionRecord.ts";
import { startsLikeRecord } from "./startsLikeRecord.ts";
import type { Saying, SsmLine } from "./SsmLine.ts";

/**
 * Classifies one line of an endpoint's `/ssm` stream on its own. Total and linear: every kind is
 * tried only where a cheap look at the first characters allows it, since most lines are a shell's.
 */
export function parseSsmLine(message: string): SsmLine {
  const prefixed = parsePrefix(message);
  if (prefixed === undefined) return withoutPrefix(message);
  const { container, gap, text } = prefixed;
  const read = readText(text, gap);
  return { container, gap, text, targets: read.targets ?? [], said: read.said };
}

/** Such a line never yields a target, session or command: whatever it says, nothing says by whom. */
function withoutPrefix(message: string): SsmLine {
  const said: Saying = message.startsWith(PREFIX)
    ? { kind: "unrecognised", reason: "broken-prefix" }
    : isContinuation(message)
      ? CONTINUATION
      : { kind: "unrecognised", reason: "no-prefix" };
  return { container: null, gap: 0, text: message, targets: [], said };
}

interface Read {
  readonly said: Saying;
  readonly targets?: SsmLine["targets"];
}

const CONTINUATION: Saying = { kind: "continuation" };
const TERMINAL: Read = { said: { kind: "terminal" } };

function readText(text: string, gap: number): Read {
  const first = text.charCodeAt(gap);
  const read = isDigit(first)
    ? readAgentLine(text, gap)
    : first === OPENING_BRACE
      ? readRecord(text, gap)
      : readPlain(text, gap);
  return read ?? readAnnouncement(text) ?? TERMINAL;
}

function readAgentLine(text: string, gap: number): Read | undefined {
  // The date's first hyphen: most lines that begin with a digit are ruled out here.
  if (text.charCodeAt(gap + 4) !== HYPHEN) return undefined;
  const parsed = parseAgentLine(text.slice(gap));
  if (parsed === undefined) return undefined;
  const { line, targets, broken } = parsed;
  return broken
    ? { said: { kind: "unrecognised", reason: "broken-agent-line", line }, targets }
    : { said: { kind: "agent", line }, targets };
}

function readRecord(text: string, gap: number): Read | undefined {
  const json = text.slice(gap);
  const record = parseSessionRecord(json);
  if (record !== undefined) return { said: { kind: "record", record } };
  if (!startsLikeRecord(json)) return undefined;
  return { said: { kind: "unrecognised", reason: "broken-record" } };
}

function readPlain(text: string, gap: number): Read | undefined {
  const plain = text.slice(gap);
  if (isContinuation(plain)) return { said: CONTINUATION };
  if (!isAgentNoise(plain)) return undefined;
  const message = plain.trimEnd();
  const line = { level: "INFO", loggedAt: "", contexts: [], message, statements: [] } as const;
  return { said: { kind: "agent", line } };
}

function readAnnouncement(text: string): Read | undefined {
  const matches = matchTargetIds(text);
  if (!isAnnouncement(text, matches)) return undefined;
  return { said: { kind: "announcement" }, targets: matches.map(({ target }) => target) };
}

const OPENING_BRACE = 0x7b;
const HYPHEN = 0x2d;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
