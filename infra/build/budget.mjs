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

/** What the first page loads, and all of it with the player. */
export const CONSOLE_BUDGET_KB = { first: 320, all: 800 };

/** @param {{ name: string, bytes: number }[]} files */
export function checkConsole(files, budget = CONSOLE_BUDGET_KB) {
  const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
  const first = sum(files.filter(({ name }) => name.startsWith("main.")));
  const all = sum(files);
  const over = first > budget.first * 1024 || all > budget.all * 1024;
  const line = `console: ${kb(first)} KB first (budget ${budget.first}), ${kb(all)} KB in all (budget ${budget.all})`;
  return { over, line };
}

const kb = (bytes) => (bytes / 1024).toFixed(1);
