import { keepTrail } from "../../shared/app/keepTrail.ts";
import { logLine } from "../../shared/aws/logLine.ts";
import { UnreadablePayloadError } from "../../shared/aws/UnreadablePayloadError.ts";
import { readTrailEvent } from "../../shared/trail/readTrailEvent.ts";
import { wiring } from "./wiring.ts";

/** Takes in one CloudTrail record. Whatever it throws, Lambda delivers again and then keeps. */
export async function handler(
  event: unknown,
  { awsRequestId }: { readonly awsRequestId: string },
): Promise<void> {
  const read = readTrailEvent(event);
  switch (read.kind) {
    case "other":
      return logLine("INFO", "EventPassedOver", { requestId: awsRequestId });
    case "unreadable":
      throw new UnreadablePayloadError("not-an-event", read.detail);
    case "record": {
      const { ports, settings } = wiring();
      const { unreadable, ...report } = await keepTrail(ports, settings, [read.record]);
      for (const { why } of unreadable) throw new UnreadablePayloadError("not-a-record", why);
      return logLine("INFO", "RecordTaken", { requestId: awsRequestId, ...report });
    }
    default:
      return read satisfies never;
  }
}
