import type { Hono } from "hono/tiny";
import { ask } from "../../shared/app/ask.ts";
import { environment } from "../../shared/aws/environment.ts";
import { lambdaPorts } from "../../shared/aws/lambdaPorts.ts";
import { lazily } from "../../shared/aws/lazily.ts";
import { logFailure } from "../../shared/aws/logFailure.ts";
import type { AskPort } from "../../shared/http/askWithin.ts";
import { queryApi } from "../../shared/http/queryApi.ts";
import { contract } from "../../shared/openapi/contract.ts";
import type { Question } from "../../shared/query/Question.ts";

export interface Wiring {
  readonly ask: AskPort;
  readonly now: () => number;
  readonly api: Hono;
}

export const wiring: () => Wiring = lazily(() => {
  const ports = lambdaPorts(environment());
  const world = {
    ask: (question: Question) => ask(ports, question),
    now: () => ports.now(),
  };
  return { ...world, api: queryApi({ ...world, openapi: contract, report: logFailure }) };
});
