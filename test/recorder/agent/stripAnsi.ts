import { csiParameterCount } from "./csiParameterCount.ts";

const ESC = 0x1b;
const CSI_OR_C1 = 0xe0; // bytes 0x80..0x9f are taken for C1 controls, UTF-8 or not
const STRING_STARTS = new Set(Buffer.from("_P]^X"));

/** Where a sequence ends, and whether the strip counts it as broken. */
interface Sequence {
  readonly end: number;
  readonly broken: boolean;
}

/**
 * What the SSM agent's ANSI strip makes of one line: the plain text, or `undefined` where any
 * sequence is broken in its eyes. The agent then keeps the whole line raw.
 *
 * Its faults are the point of this port: an OSC ended by BEL, `ESC ( B`, `ESC =` are "broken", and
 * UTF-8 continuation bytes 0x80..0x9f vanish as C1 controls.
 */
export function stripAnsi(line: Buffer): Buffer | undefined {
  const plain: Buffer[] = [];
  let at = 0;
  while (at < line.length) {
    const start = nextControl(line, at);
    if (start > at) plain.push(line.subarray(at, start));
    if (start === line.length) break;
    const { end, broken } = readSequence(line, start);
    if (broken) return undefined;
    at = end;
  }
  return Buffer.concat(plain);
}

function nextControl(line: Buffer, from: number): number {
  let at = from;
  while (at < line.length && line[at] !== ESC && ((line[at] ?? 0) & CSI_OR_C1) !== 0x80) at++;
  return at;
}

function readSequence(line: Buffer, start: number): Sequence {
  const first = line[start] ?? 0;
  const second = line[start + 1];
  if (first === 0x9b) return readCsi(line, start + 1);
  if (first !== ESC) return afterC1(line, start + 1, first - 0x40);
  if (second === undefined) return { end: start + 1, broken: true };
  if (second === 0x5b) return readCsi(line, start + 2);
  if (STRING_STARTS.has(second)) return readControlString(line, start + 2);
  if (second >= 0x40 && second <= 0x5f) return afterC1(line, start + 2, second);
  return { end: start + 2, broken: !(second >= 0x60 && second <= 0x7e) };
}

/** SS2 and SS3 swallow the next byte. */
function afterC1(line: Buffer, end: number, code: number): Sequence {
  const swallows = code === 0x4e || code === 0x4f;
  return { end: Math.min(line.length, swallows ? end + 1 : end), broken: false };
}

/** Only `ESC \` ends a control string here: one that BEL ends never ends. */
function readControlString(line: Buffer, from: number): Sequence {
  const terminator = line.indexOf("\u001b\\", from, "latin1");
  if (terminator < 0) return { end: line.length, broken: true };
  const nested = line.subarray(from, terminator).includes("\u001bX", 0, "latin1");
  return { end: terminator + 2, broken: nested };
}

/** `CSI` parameters 0x30..0x3f, intermediates 0x20..0x2f, one final byte 0x40..0x7e. */
function readCsi(line: Buffer, from: number): Sequence {
  let at = from;
  while (at < line.length && ((line[at] ?? 0) & 0xf0) === 0x30) at++;
  const parameters = line.toString("latin1", from, at);
  const intermediates = at;
  while (at < line.length && ((line[at] ?? 0) & 0xf0) === 0x20) at++;
  const final = line[at];
  if (final === undefined) return { end: line.length, broken: true };
  if (final < 0x40 || final > 0x7e) return { end: at + 1, broken: true };
  const name = line.toString("latin1", intermediates, at + 1);
  return { end: at + 1, broken: !accepts(name, parameters) };
}

function accepts(name: string, parameters: string): boolean {
  const known = csiParameterCount(name);
  if (known === undefined) return true;
  // A private parameter string (first byte `<` to `?`) counts as one parameter.
  const isPrivate = /^[<=>?]/.test(parameters);
  const given = parameters === "" ? 0 : isPrivate ? 1 : parameters.split(";").length;
  return given >= known.least && given <= known.most;
}
