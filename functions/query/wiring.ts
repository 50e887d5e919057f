import { ask } from "../../shared/app/ask.ts";
import { recordAccess } from "../../shared/app/recordAccess.ts";
import { environment } from "../../shared/aws/environment.ts";
import { lambdaPorts } from "../../shared/aws/lambdaPorts.ts";
import { lazily } from "../../shared/aws/lazily.ts";
import { logFailure } from "../../shared/aws/logFailure.ts";
import type { QueryWorld } from "../../shared/http/answerRequest.ts";
import { contract } from "../../shared/openapi/contract.ts";
import type { Asker } from "../../shared/query/Access.ts";

/** What answers whoever asks. */
export const wiring: () => (asker: Asker) => QueryWorld = lazily(() => {
  const settings = environment();
  const ports = lambdaPorts(settings);
  const { mayReveal } = settings;
  return (asker) => ({
    ask: (question) => ask(ports, question, { mayReveal }),
    told: (question, answer) => recordAccess(ports, asker, question, answer),
    now: () => ports.now(),
    openapi: contract,
    report: logFailure,
  });
});
