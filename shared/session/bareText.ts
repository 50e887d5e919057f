/** Control sequences: CSI, and strings such as a window's title, which end with their line at the latest. */
const SEQUENCE =
  /\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b[\]P_^X][^\x07\x1b\r\n]{0,4096}|\x1b[ -/]{0,8}[0-~]/g;
const BLANK = /[\s\p{Cc}]+/gu;

/** Terminal text without control sequences, controls and white space: to look for words in it. */
export const bareText = (text: string): string => text.replace(SEQUENCE, "").replace(BLANK, "");
