import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOnLoopback } from "./listen.ts";

/** What an Invoke call answers: the payload's text, and `functionError` when the function failed. */
export interface Outcome {
  readonly payload: string;
  readonly functionError?: "Unhandled";
}

export interface RuntimeApi {
  /** `host:port`, as AWS_LAMBDA_RUNTIME_API has it. */
  readonly address: string;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Ends every waiting invocation: the runtime process is gone. */
  abandon(reason: Error): void;
  stop(): Promise<void>;
}

interface Invocation {
  readonly id: string;
  readonly event: string;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: Error) => void;
}

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:under-test";

/** The service's side of the Lambda runtime API, one invocation at a time as on Lambda. */
export async function startRuntimeApi(timeoutMs: number): Promise<RuntimeApi> {
  const queue: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let waiting: ServerResponse | undefined;

  const handOut = (): void => {
    if (waiting === undefined) return;
    const invocation = queue.shift();
    if (invocation === undefined) return;
    running.set(invocation.id, invocation);
    waiting.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": invocation.id,
      "lambda-runtime-deadline-ms": String(Date.now() + timeoutMs),
      "lambda-runtime-invoked-function-arn": ARN,
      "lambda-runtime-trace-id": "Root=1-00000000-000000000000000000000000;Sampled=0",
    });
    waiting.end(invocation.event);
    waiting = undefined;
  };

  const abandon = (reason: Error): void => {
    for (const { reject } of [...running.values(), ...queue.splice(0)]) reject(reason);
    running.clear();
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, verb = "", id = "", end = ""] =
      /^\/2018-06-01\/runtime\/(invocation|init)\/([^/]+)(?:\/(\w+))?$/.exec(request.url ?? "") ??
      [];
    if (verb === "invocation" && id === "next") {
      waiting = response;
      handOut();
      return;
    }
    const payload = await readText(request);
    response.writeHead(202).end("{}");
    if (verb === "init") abandon(new Error(`init error: ${payload}`));
    running
      .get(id)
      ?.resolve(end === "error" ? { payload, functionError: "Unhandled" } : { payload });
    running.delete(id);
  };

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const { address, stop } = await listenOnLoopback(server);
  return {
    address,
    abandon,
    stop,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        queue.push({ id: randomUUID(), event: JSON.stringify(event), resolve, reject });
        handOut();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
