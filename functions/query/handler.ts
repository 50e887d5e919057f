import { logLine } from "../../shared/aws/logLine.ts";
import { answerInvoke } from "../../shared/http/answerInvoke.ts";
import { answerUrlEvent, isUrlEvent } from "../../shared/http/answerUrlEvent.ts";
import { askerOf } from "../../shared/http/askerOf.ts";
import { wiring } from "./wiring.ts";

/** Answers a request to the function's URL, or a direct invocation. */
export async function handler(
  event: unknown,
  { awsRequestId }: { readonly awsRequestId: string },
): Promise<unknown> {
  const world = wiring()(askerOf(event));
  if (isUrlEvent(event)) {
    const result = await answerUrlEvent(world, event);
    logLine("INFO", "RequestAnswered", { requestId: awsRequestId, status: result.statusCode });
    return result;
  }
  const answer = await answerInvoke(world, event);
  logLine("INFO", "InvocationAnswered", { requestId: awsRequestId });
  return answer;
}
