import { ingest } from "../../shared/app/ingest.ts";
import { countMetrics } from "../../shared/aws/countMetrics.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import { logLine } from "../../shared/aws/logLine.ts";
import { UnreadablePayloadError } from "../../shared/aws/UnreadablePayloadError.ts";
import { decodeSubscription } from "../../shared/logs/decodeSubscription.ts";
import { wiring } from "./wiring.ts";

/** Takes in one subscription event. Whatever it throws, Lambda delivers again and then keeps. */
export async function handler(
  event: unknown,
  { awsRequestId }: { readonly awsRequestId: string },
): Promise<void> {
  const decoded = decodeSubscription(event, gunzip);
  switch (decoded.kind) {
    case "control":
      return;
    case "unreadable":
      throw new UnreadablePayloadError(decoded.code, decoded.detail);
    case "data": {
      const { ports, settings } = wiring();
      const { gzip } = decoded;
      const delivery = { attemptId: awsRequestId, read: "live", firstOrdinal: 0, gzip };
      const report = await ingest(ports, settings, decoded.message, delivery);
      countMetrics({ LogEvents: report.events, UnrecognisedLines: report.unrecognised });
      return logLine("INFO", "MessageIngested", { requestId: awsRequestId, ...report });
    }
    default:
      return decoded satisfies never;
  }
}
