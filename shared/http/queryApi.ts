import { Hono } from "hono/tiny";
import { asks, parameters } from "../query/parameters.ts";
import { parseQuestion } from "../query/parseQuestion.ts";
import type { Ask } from "../query/Question.ts";
import { askWithin, type AskPort } from "./askWithin.ts";
import { jsonResponse } from "./jsonResponse.ts";
import { parseQuery } from "./parseQuery.ts";
import { problem, problemOf } from "./Problem.ts";
import { failureProblem } from "./failureProblem.ts";
import { problemResponse } from "./problemResponse.ts";

export interface QueryApiOptions {
  readonly ask: AskPort;
  /** Epoch milliseconds: `24h` is counted back from it. */
  readonly now: () => number;
  /** The contract, built when somebody asks for it. */
  readonly openapi: () => object;
  /** Told of what ended in a 5xx. */
  readonly report?: (failure: unknown) => void;
}

/** The questions over HTTP: one path each, its parameters in the query. */
export function queryApi({ ask, now, openapi, report }: QueryApiOptions): Hono {
  const app = new Hono();
  app.get("/", () => jsonResponse(JSON.stringify(questions())));
  app.get("/openapi.json", () => jsonResponse(JSON.stringify(openapi())));
  for (const name of asks)
    app.get(`/${name}`, ({ req }) => answerUrl(ask, name, new URL(req.url).search, now()));
  for (const path of ["/", "/openapi.json", ...asks.map((name) => `/${name}`)])
    app.all(path, ({ req }) => refuseMethod(req.method));
  app.notFound(() => refusePath());
  app.onError((failure) => {
    report?.(failure);
    return problemResponse(failureProblem(failure));
  });
  return app;
}

async function answerUrl(ask: AskPort, name: Ask, search: string, now: number): Promise<Response> {
  const given = parseQuery(search);
  if (!given.ok) return problemResponse(problemOf(given.error));
  const question = parseQuestion(name, given.answer, now);
  if (!question.ok) return problemResponse(problemOf(question.error));
  const sized = await askWithin(ask, question.answer);
  return sized.ok ? jsonResponse(sized.text) : problemResponse(sized.problem);
}

/** What can be asked, for whoever opens the URL itself. */
const questions = (): object => ({
  contract: "/openapi.json",
  questions: asks.map((name) => ({ path: `/${name}`, parameters: parameters[name] })),
});

const refuseMethod = (method: string): Response =>
  problemResponse(
    problem(405, "method-not-allowed", `${method.slice(0, 16)} changes nothing here: GET or HEAD`),
    { allow: "GET, HEAD" },
  );

const refusePath = (): Response =>
  problemResponse(
    problem(
      404,
      "unknown-path",
      `no such path; the questions are ${asks.map((name) => `/${name}`).join(", ")}`,
    ),
  );
