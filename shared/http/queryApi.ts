import { Hono } from "hono/tiny";
import { answerRequest, type QueryWorld } from "./answerRequest.ts";
import { toResponse } from "./toResponse.ts";

/** The questions as an app that a server can hold, alone or beside pages. */
export function queryApi(world: QueryWorld): Hono {
  const app = new Hono();
  app.all("*", async ({ req }) => {
    const { pathname, search } = new URL(req.url);
    const request = { method: req.method, path: pathname, query: search.slice(1) };
    return toResponse(await answerRequest(world, request));
  });
  return app;
}
