const LONGEST = 400;

/**
 * The command of a line, with its quotes taken off and one blank between words; of a pipe the last
 * one. Undefined where several commands may print, or what is run is computed.
 */
export function lastStage(
  line: string,
): { readonly stage: string; readonly piped: boolean } | undefined {
  if (line.length > LONGEST || /[`\n\\]|\$\(/.test(line)) return undefined;
  const bare = line
    .replace(/'([^']*)'|"([^"]*)"/g, (_, one: string | undefined, other: string | undefined) =>
      (one ?? other ?? "").replace(/[^\w,.]/g, "_"),
    )
    .replace(/ 2> ?\/dev\/null/g, "");
  if (/[;&<>'"]|\|\|/.test(bare)) return undefined;
  const stages = bare.split("|");
  const stage = (stages.at(-1) ?? "").trim().replace(/\s+/g, " ");
  return { stage, piped: stages.length > 1 };
}
