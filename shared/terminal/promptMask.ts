/**
 * A prompt with its changing parts replaced: numbers (time, exit status, history number), paths,
 * the directory name before a closing bracket. Two prints of one PS1 have one mask.
 */
export function promptMask(prompt: string): string {
  return prompt
    .slice(0, 300)
    .replace(/\d+/g, "0")
    .replace(/[~/][^\s:$#%>\])❯»]*/g, "~")
    .replace(/(\s)[^\s\]]+\]/g, "$1~]")
    .trimEnd();
}
