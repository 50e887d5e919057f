const TRIES = 3;

/**
 * True when text ends as zle leaves a line before it switches the fence on: the prompt, the rest of
 * the row cleared, perhaps a right prompt and the way back, perhaps some modes set.
 */
export function zleReady(before: string): boolean {
  let end = before.length;
  for (let turn = 0; turn < TRIES; turn++) {
    const erase = before.lastIndexOf("\x1b[K", end);
    if (erase < 0) return false;
    if (REST.test(before.slice(erase + 3))) return true;
    end = erase - 1;
  }
  return false;
}

const REST = /^(?:\x1b\[\d*C[^\n\r]*\x1b\[\d*D)?(?:\x1b\[[?\d;]*[A-Za-z]|\x1b[=>])*$/;
