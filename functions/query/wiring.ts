import { ask } from "../../shared/app/ask.ts";
import { environment } from "../../shared/aws/environment.ts";
import { lambdaPorts } from "../../shared/aws/lambdaPorts.ts";
import { lazily } from "../../shared/aws/lazily.ts";
import { logFailure } from "../../shared/aws/logFailure.ts";
import type { QueryWorld } from "../../shared/http/answerRequest.ts";
import { contract } from "../../shared/openapi/contract.ts";

export const wiring: () => QueryWorld = lazily(() => {
  const ports = lambdaPorts(environment());
  return {
    ask: (question) => ask(ports, question),
    now: () => ports.now(),
    openapi: contract,
    report: logFailure,
  };
});
