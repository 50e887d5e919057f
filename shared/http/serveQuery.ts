import { getRequestListener } from "@hono/node-server";
import { createServer, type Server } from "node:http";
import { problemAnswer } from "./HttpAnswer.ts";
import { problem } from "./Problem.ts";
import { refuseForeign } from "./refuseForeign.ts";
import { toResponse } from "./toResponse.ts";

export interface ServeQueryOptions {
  readonly api: { fetch(request: Request): Response | Promise<Response> };
  /** 32 random bytes in hex, that only the user gets to know. */
  readonly token: string;
  /** Any free one unless told. */
  readonly port?: number;
}

export interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

/** Of all headers with the URL; Node answers 431 beyond. A whole question fits many times. */
const MOST_HEADER_BYTES = 16_384;

/** Serves the questions to this machine's user: on loopback only, to whoever has the token. */
export async function serveQuery({ api, token, port = 0 }: ServeQueryOptions): Promise<Serving> {
  if (!/^[0-9a-f]{64}$/.test(token)) throw new TypeError("the token is not 32 bytes in hex");
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES });
  const bound = await listen(server, port);
  const answer = getRequestListener(
    (request) => {
      const refused = refuseForeign(request.headers, { port: bound, token });
      return refused === undefined ? api.fetch(request) : toResponse(problemAnswer(refused));
    },
    { overrideGlobalObjects: false, errorHandler: refuseMalformed },
  );
  server.on("request", (incoming, outgoing) => {
    void answer(incoming, outgoing);
  });
  return { port: bound, close: () => close(server) };
}

const refuseMalformed = (): Response =>
  toResponse(
    problemAnswer(problem(400, "bad-request", "the URL or the Host header can't be read")),
  );

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
