import { problemAnswer } from "./HttpAnswer.ts";
import { refuseForeign } from "./refuseForeign.ts";
import { serveLoopback, type Serving } from "./serveLoopback.ts";
import { toResponse } from "./toResponse.ts";

export interface ServeQueryOptions {
  readonly api: { fetch(request: Request): Response | Promise<Response> };
  /** 32 random bytes in hex, that only the user gets to know. */
  readonly token: string;
  /** Any free one unless told. */
  readonly port?: number;
}

/** Serves the questions to this machine's user: on loopback only, to whoever has the token. */
export async function serveQuery({ api, token, port = 0 }: ServeQueryOptions): Promise<Serving> {
  if (!/^[0-9a-f]{64}$/.test(token)) throw new TypeError("the token is not 32 bytes in hex");
  return serveLoopback((request, bound) => {
    const refused = refuseForeign(request.headers, { port: bound, token });
    return refused === undefined ? api.fetch(request) : toResponse(problemAnswer(refused));
  }, port);
}
