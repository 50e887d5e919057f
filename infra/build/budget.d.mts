export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}
export const BUDGET_KB: number;
export function checkBudget(
  bundles: readonly Bundle[],
  budgetKb?: number,
): { readonly over: readonly string[]; readonly table: string };
