import { subscribe } from "../../shared/app/whole/subscribe.ts";
import { logLine } from "../../shared/aws/logLine.ts";
import { toAbout } from "./toAbout.ts";
import { wiring } from "./wiring.ts";

interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

const SPARE_MS = 60_000;

/** On an endpoint's change, on a new log group, and on a schedule: attaches what is not attached. */
export async function handler(event: unknown, context: Context): Promise<unknown> {
  const { ports, sources, settings } = wiring();
  const deadline = ports.now() + context.getRemainingTimeInMillis() - SPARE_MS;
  const report = await subscribe(ports, await sources(), {
    ...settings,
    about: toAbout(event),
    mayGoOn: () => ports.now() < deadline,
  });
  const requestId = context.awsRequestId;
  for (const { code } of report.problems) logLine("ERROR", "SourceNotRead", { requestId, code });
  for (const { outcome } of report.states)
    if (outcome === "full" || outcome === "impossible" || outcome === "absent")
      logLine("ERROR", "NotSubscribed", { requestId, outcome });
  logLine("INFO", "Subscribed", {
    requestId,
    logGroups: report.logGroups,
    put: report.put.length,
    problems: report.problems.length,
    finished: report.finished ? 1 : 0,
  });
  return report;
}
