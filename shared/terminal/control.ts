/** One step of terminal text: a printable stretch, or one control. */
export type Control =
  | { readonly kind: "text"; readonly end: number }
  | { readonly kind: "c0"; readonly end: number; readonly code: number }
  | {
      readonly kind: "csi";
      readonly end: number;
      readonly final: string;
      readonly params: string;
    }
  | { readonly kind: "osc"; readonly end: number; readonly body: string }
  | { readonly kind: "string"; readonly end: number }
  | { readonly kind: "esc"; readonly end: number; readonly final: string };

const ESC = 0x1b;
const CSI = 0x9b;
const DEL = 0x7f;
const LONGEST_CSI = 256;

/**
 * Reads the control or printable stretch that starts at `at`, after ECMA-48 §5.3-5.6.
 * `text` is one line: a control string that does not end within it ends with it, so that an
 * unterminated OSC or DCS cannot swallow the evidence that follows.
 */
export function controlAt(text: string, at: number): Control {
  const code = text.charCodeAt(at);
  if (code === ESC) return escapeAt(text, at);
  if (code === CSI) return csiAt(text, at + 1);
  if (isControl(code)) return { kind: "c0", end: at + 1, code };
  let end = at + 1;
  while (end < text.length && !isControl(text.charCodeAt(end))) end++;
  return { kind: "text", end };
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= DEL && code < 0xa0);
}

function escapeAt(text: string, at: number): Control {
  const next = text[at + 1];
  if (next === undefined) return { kind: "esc", end: at + 1, final: "" };
  if (next === "[") return csiAt(text, at + 2);
  if (next === "]") return oscAt(text, at + 2);
  if (next === "P" || next === "X" || next === "^" || next === "_" || next === "k") {
    return { kind: "string", end: stringEnd(text, at + 2).after };
  }
  let end = at + 1;
  while (end < text.length && between(text.charCodeAt(end), 0x20, 0x2f)) end++;
  if (isControl(text.charCodeAt(end))) return { kind: "esc", end, final: "" };
  return { kind: "esc", end: Math.min(end + 1, text.length), final: text.slice(at + 1, end + 1) };
}

function csiAt(text: string, from: number): Control {
  let end = from;
  const limit = Math.min(text.length, from + LONGEST_CSI);
  while (end < limit && between(text.charCodeAt(end), 0x20, 0x3f)) end++;
  const final = text.charCodeAt(end);
  // A sequence cut short by a control or by the end of the line is dropped; the control is kept.
  if (!between(final, 0x40, 0x7e)) return { kind: "esc", end, final: "" };
  return { kind: "csi", end: end + 1, final: text.charAt(end), params: text.slice(from, end) };
}

function oscAt(text: string, from: number): Control {
  const { body, after } = stringEnd(text, from);
  return { kind: "osc", end: after, body: text.slice(from, body) };
}

/** A control string ends at BEL (xterm), ST (ECMA-48) or the next escape (an aborted string). */
function stringEnd(text: string, from: number): { body: number; after: number } {
  for (let end = from; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x07 || code === 0x9c) return { body: end, after: end + 1 };
    if (code === ESC) {
      return { body: end, after: text[end + 1] === "\\" ? end + 2 : end };
    }
  }
  return { body: text.length, after: text.length };
}

function between(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}
