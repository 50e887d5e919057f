import { getRequestListener } from "@hono/node-server";
import { createServer, type Server } from "node:http";
import { problemAnswer } from "./HttpAnswer.ts";
import { problem } from "./Problem.ts";
import { toResponse } from "./toResponse.ts";

export interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers one request to the port that is listened on. */
export type LoopbackAnswer = (request: Request, port: number) => Response | Promise<Response>;

/** Of all headers with the URL; Node answers 431 beyond. A whole question fits many times. */
const MOST_HEADER_BYTES = 16_384;

/** Serves this machine only. `port` 0 takes any free one. Throws what listening throws. */
export async function serveLoopback(answer: LoopbackAnswer, port: number): Promise<Serving> {
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES });
  const bound = await listen(server, port);
  const listener = getRequestListener((request) => answer(request, bound), {
    overrideGlobalObjects: false,
    errorHandler: refuseMalformed,
  });
  server.on("request", (incoming, outgoing) => {
    void listener(incoming, outgoing);
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
