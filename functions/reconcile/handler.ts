import { reconcile } from "../../shared/app/whole/reconcile.ts";
import { countMetrics } from "../../shared/aws/countMetrics.ts";
import { logLine } from "../../shared/aws/logLine.ts";
import { toReconcileRequest } from "./toReconcileRequest.ts";
import { wiring } from "./wiring.ts";

interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Time to say what was done, and to be alive when the last call comes back. */
const SPARE_MS = 60_000;

/** On a schedule, or by hand for a range: re-reads the sources and heals. */
export async function handler(event: unknown, context: Context): Promise<unknown> {
  const { ports, sources, settings } = wiring();
  const deadline = ports.now() + context.getRemainingTimeInMillis() - SPARE_MS;
  const asked = toReconcileRequest(event);
  const report = await reconcile(ports, await sources(), { ...settings, ...asked, deadline });
  const { problems, completeUpTo, finished, ...counts } = report;
  const { gapsOpen, gapsLost, healed } = counts;
  countMetrics({ GapsOpen: gapsOpen, GapsLost: gapsLost, EventsHealed: healed });
  const requestId = context.awsRequestId;
  for (const { code } of problems) logLine("ERROR", "SourceNotRead", { requestId, code });
  logLine("INFO", "Reconciled", {
    requestId,
    ...counts,
    finished: finished ? 1 : 0,
    problems: problems.length,
    behindSeconds:
      completeUpTo === null ? null : Math.round((ports.now() - completeUpTo.upTo) / 1_000),
  });
  return report;
}
