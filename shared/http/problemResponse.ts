import type { Problem } from "./Problem.ts";
import { RESPONSE_HEADERS } from "./jsonResponse.ts";

export const problemResponse = (
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...RESPONSE_HEADERS,
      ...headers,
      "content-type": "application/problem+json; charset=utf-8",
    },
  });
