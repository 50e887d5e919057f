// A Lambda bundle's size is its cold start: what the budget refuses is a dependency, not a line.
export const BUDGET_KB = 640;

/** @param {{ name: string, bytes: number, gzipBytes: number }[]} bundles */
export function checkBudget(bundles, budgetKb = BUDGET_KB) {
  const over = bundles.filter(({ bytes }) => bytes > budgetKb * 1024).map(({ name }) => name);
  const width = Math.max(8, ...bundles.map(({ name }) => name.length));
  const row = (name, ...cells) =>
    [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
  const table = [
    row("function", "KB", "gzip KB", "budget"),
    ...bundles.map(({ name, bytes, gzipBytes }) =>
      row(name, kb(bytes), kb(gzipBytes), over.includes(name) ? "OVER" : `${budgetKb}`),
    ),
  ].join("\n");
  return { over, table };
}

const kb = (bytes) => (bytes / 1024).toFixed(1);
