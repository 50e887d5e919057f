import type { Secret } from "./Secret.ts";

const BEGIN = /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const KIND = "private-key";

/**
 * A line of a key: base64, a header such as `Proc-Type: 4,ENCRYPTED`, or nothing; in JSON and
 * shells all of it may stand on one line with `\n` between, and `cat -n`, `grep` and quotes put
 * something before and behind.
 */
const BODY_LINE =
  /^[ \t>|:0-9"'+-]{0,16}(?:[A-Za-z0-9+/=\\]*|[A-Z][A-Za-z-]{2,32}: [^\r\n]{0,200})[ \t"',;]{0,8}\r?$/;

const MARKED = /^(?:[ \t>|:0-9"'+-]|\\n)*(?:‹secret:[a-z0-9:-]{1,64}›)?(?:[\s"',;]|\\[nr])*$/;

/**
 * Private keys in PEM and OpenPGP armour: what stands between the BEGIN and the END line. Where
 * either is missing (the output was cut, `tail` was asked), all lines next to the other that can be
 * a key's.
 */
export function keyBlocks(text: string): Secret[] {
  if (!text.includes(" PRIVATE KEY")) return [];
  const found: Secret[] = [];
  const nextBegin = searching(BEGIN, text);
  const nextEnd = searching(END, text);
  let from = 0;
  for (;;) {
    const begin = nextBegin(from);
    const end = nextEnd(from);
    if (begin === undefined && end === undefined) return found;
    if (begin === undefined || (end !== undefined && end.start < begin.start)) {
      if (end === undefined) return found;
      push(found, text, startOfBody(text, from, end.start), end.start);
      from = end.end;
      continue;
    }
    const stop = endOfBody(text, begin.end);
    const close = end !== undefined && end.start <= stop + LEAST_APART ? end.start : stop;
    push(found, text, begin.end, close);
    from = Math.max(close, begin.end);
  }
}

/** What may stand on END's line before it. */
const LEAST_APART = 16;

function push(found: Secret[], text: string, start: number, end: number): void {
  const body = text.slice(start, end);
  if (MARKED.test(body)) return;
  const lead = /^(?:\s|\\[nr])*/.exec(body)?.[0].length ?? 0;
  const trail = /\s*$/.exec(body)?.[0].length ?? 0;
  if (lead + trail < body.length) found.push({ start: start + lead, end: end - trail, kind: KIND });
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** Finds the next one from ever later places, without looking twice at the same text. */
function searching(pattern: RegExp, text: string): (from: number) => Line | undefined {
  let found: Line | undefined | null = null;
  return (from) => {
    if (found === undefined || (found !== null && found.start >= from)) return found;
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    found = match === null ? undefined : { start: match.index, end: pattern.lastIndex };
    return found;
  };
}

/** Where the lines that can be a key's end; on BEGIN's own line the key may begin at once. */
function endOfBody(text: string, from: number): number {
  let at = from;
  for (;;) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline < 0 ? text.length : newline;
    const line = text.slice(at, lineEnd);
    const dashes = line.indexOf("-----");
    if (dashes >= 0) return at + dashes;
    if (!BODY_LINE.test(line)) return at;
    if (newline < 0) return text.length;
    at = newline + 1;
  }
}

/** The same backwards from END's line, no further than `least`. */
function startOfBody(text: string, least: number, end: number): number {
  let at = end;
  let lineEnd = least + text.slice(least, end).lastIndexOf("\n");
  if (lineEnd < least) return BODY_LINE.test(text.slice(least, end)) ? least : end;
  for (;;) {
    const before = least + text.slice(least, lineEnd).lastIndexOf("\n");
    const lineStart = Math.max(before + 1, least);
    const line = text.slice(lineStart, lineEnd);
    if (line.trim() === "" || !BODY_LINE.test(line)) return at;
    at = lineStart;
    if (before < least) return at;
    lineEnd = before;
  }
}
