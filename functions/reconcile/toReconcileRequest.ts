import type { ReconcileRequest } from "../../shared/app/whole/reconcile.ts";
import { isObject } from "../../shared/logs/isObject.ts";

export class BadRangeError extends Error {
  override readonly name = "BadRangeError";
}

/** `{"since": "2026-11-20T00:00:00Z", "until": "…", "deep": true}`; a schedule's event asks nothing. */
export function toReconcileRequest(event: unknown): Pick<ReconcileRequest, "range" | "deep"> {
  const { since, until, deep } = isObject(event) ? event : {};
  if (since === undefined && until === undefined) return { range: null, deep: deep === true };
  const [from, to] = [timeOf(since), timeOf(until)];
  if (from === undefined || to === undefined || to < from)
    throw new BadRangeError("since and until are two ISO 8601 times, the earlier one first");
  return { range: { from, to }, deep: deep === true };
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
