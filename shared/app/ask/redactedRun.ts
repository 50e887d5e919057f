import type { Redactor } from "../../secrets/Redactor.ts";

/** Lines redacted together. */
const TOGETHER = 128;
/** Lines before and after that are looked at with them: a private key has no more. */
const AROUND = 128;

/**
 * The lines of one container as a caller may see them, each worked out when it is asked for. A
 * secret may lie over many lines, so none is redacted alone.
 */
export function redactedRun(
  redactor: Redactor,
  messages: readonly string[],
): (n: number) => string {
  const parts = messages.map(splitPrefix);
  const done = new Map<number, readonly string[]>();
  return (n) => {
    const first = n - (n % TOGETHER);
    const from = Math.max(0, first - AROUND);
    const known =
      done.get(first) ??
      redactor.redactLines(parts.slice(from, first + TOGETHER + AROUND).map(({ body }) => body));
    done.set(first, known);
    return `${parts[n]?.prefix ?? ""}${known[n - from] ?? ""}`;
  };
}

/** Without the prefix, the lines are those that the terminal showed. */
function splitPrefix(message: string): { readonly prefix: string; readonly body: string } {
  const prefix = PREFIX.exec(message)?.[0] ?? "";
  return { prefix, body: message.slice(prefix.length) };
}

const PREFIX = /^\[sagemaker ssm logs\]\[[A-Za-z0-9_.-]{0,128}\] ?/;
