import type { TargetId } from "../target/TargetId.ts";
import { isAgentVoice } from "./isAgentVoice.ts";
import { readAgentMessage } from "./readAgentMessage.ts";
import type { AgentLevel, AgentLine } from "./SsmLine.ts";

export interface ParsedAgentLine {
  readonly line: AgentLine;
  readonly targets: readonly TargetId[];
  /** A payload in it could not be read whole. */
  readonly broken: boolean;
}

/**
 * Reads one agent log line, in any of its three layouts:
 *
 *     2024-11-05 09:14:02.1387 INFO [ssm-agent-worker] [MessageService] text
 *     2023-11-17 07:08:48 INFO [ssm-agent-worker] [MessageService] text
 *     2024-11-05 09:21:00 ERROR [S3Upload @ s3util.go.114] [ssm-session-worker] text
 *
 * `undefined` for anything else, log lines of other programs included.
 */
export function parseAgentLine(text: string): ParsedAgentLine | undefined {
  const head = HEAD.exec(text);
  const level = LEVELS.get(head?.[3] ?? "");
  if (head === null || level === undefined) return undefined;
  const [whole, loggedAt = "", fraction = ""] = head;
  const { tokens, rest } = takeTokens(text, whole.length);
  const [site, contexts] = takeSite(tokens);
  const message = withoutLineEnd(rest);
  if (!isAgentVoice({ fraction, site, contexts, message })) return undefined;
  const { statements, targets, broken } = readAgentMessage({ contexts, message });
  const line = { level, loggedAt, contexts, message, statements };
  return { line: site === undefined ? line : { ...line, site }, targets, broken };
}

const HEAD = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.(\d{1,9}))?) ([A-Z]{4,8})(?: |[\r\n]*$)/;

const LEVELS: ReadonlyMap<string, AgentLevel> = new Map(
  (["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"] as const).map((level) => [level, level]),
);

/** Some shippers leave the CR or LF on. */
function withoutLineEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isLineEnd(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

const isLineEnd = (code: number): boolean => code === 0x0d || code === 0x0a;

const MAX_TOKENS = 16;
const MAX_TOKEN_LENGTH = 450;

/** A context or call site; JSON and Go's lists are messages already. */
const TOKEN = /^[A-Za-z0-9 ._=:+@,/*()-]+$/;

/** Takes the `[a] [b] ` that begin at `from`. */
function takeTokens(text: string, from: number): { tokens: string[]; rest: string } {
  const tokens: string[] = [];
  let at = from;
  while (text[at] === "[" && tokens.length < MAX_TOKENS) {
    const end = text.indexOf("]", at);
    if (end === -1 || end - at > MAX_TOKEN_LENGTH) break;
    const token = text.slice(at + 1, end);
    if (!TOKEN.test(token)) break;
    tokens.push(token);
    at += token.length + 2;
    if (text[at] === " ") at++;
  }
  return { tokens, rest: text.slice(at) };
}

const SITE = /^\S{1,100} @ \S{1,100}\.go\.\d{1,6}$/;

function takeSite(tokens: string[]): [site: string | undefined, contexts: string[]] {
  const first = tokens[0] ?? "";
  return first.includes(" @ ") && SITE.test(first) ? [first, tokens.slice(1)] : [undefined, tokens];
}
