/** A continuation shows its shape within so many characters. */
const LOOK = 512;

/** By first character: how the second and later lines of an agent's message may begin. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  "\t": /^\t+(?:status code: \d{3}|\/\S{1,400}\.go:\d)/,
  s: /^status code: \d{3}, request id/,
  c: /^(?:caused by: |created by [\w./*()-]{1,300}(?: in goroutine \d{1,10})?\s*$)/,
  g: /^(?:goroutine \d{1,10} \[|github\.com\/aws\/[\w./*()-]{1,300}\()/,
  S: /^Stacktrace:/,
  e: /^exec: "[^"]{1,200}": executable file not found in \$PATH/,
  m: /^main\.main\(/,
  p: /^panic\(/,
  r: /^runtime[./][\w./]{1,200}\(/,
};

/**
 * Whether a line is shaped like the rest of an agent message: an SDK error's tail, a Go stack
 * frame. White space alone doesn't make one, since terminal output is full of it.
 */
export function isContinuation(text: string): boolean {
  const shape = SHAPES[text.charAt(0)];
  return shape !== undefined && shape.test(text.slice(0, LOOK));
}
