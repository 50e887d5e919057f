const CONTROLS =
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]Pk^_X][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[()*+#%][0-9A-Za-z]?|\x1b[=>78cDEHMNOZ]?|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]/g;

/** A line with its control sequences cut out, nothing else undone. */
export function withoutControls(text: string): string {
  return /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(text) ? text.replace(CONTROLS, "") : text;
}
