import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request on its way to the engine. */
export type Fault =
  | "none"
  | "throttle" // 400 ProvisionedThroughputExceededException; never reaches the engine
  | "error" // 500 InternalServerError; never reaches the engine
  | "gateway" // 502 with a page of HTML, as a load balancer sends it
  | "drop" // the connection ends before the engine hears of it
  | "drop-answer" // the engine does it, the answer is lost
  | "unprocessed"; // all but the first item of a batch is handed back

export interface FaultProxy {
  readonly endpoint: string;
  /** The operations that came through, in order. */
  readonly seen: string[];
  /** Says what happens to the n-th request (from 0) of that operation. */
  plan(next: (operation: string, n: number) => Fault): void;
  stop(): Promise<void>;
}

/** A loopback proxy in front of a DynamoDB engine that makes requests fail as planned. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: string[] = [];
  const counts = new Map<string, number>();
  let faultOf = (_operation: string, _n: number): Fault => "none";
  const server = createServer((incoming, outgoing) => {
    const operation = String(incoming.headers["x-amz-target"]).split(".").pop() ?? "";
    const n = counts.get(operation) ?? 0;
    counts.set(operation, n + 1);
    seen.push(operation);
    answer(target, faultOf(operation, n), incoming, outgoing).catch(() =>
      incoming.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    seen,
    plan(next) {
      faultOf = next;
      seen.length = 0;
      counts.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  target: string,
  fault: Fault,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await bytesOf(incoming);
  switch (fault) {
    case "none":
      return reply(outgoing, await forward(target, incoming, body));
    case "throttle":
      return reply(outgoing, failure(400, "ProvisionedThroughputExceededException"));
    case "error":
      return reply(outgoing, failure(500, "InternalServerError"));
    case "gateway":
      return reply(outgoing, { status: 502, body: Buffer.from("<html>Bad gateway</html>") });
    case "drop":
      incoming.socket.destroy();
      return undefined;
    case "drop-answer":
      await forward(target, incoming, body);
      incoming.socket.destroy();
      return undefined;
    case "unprocessed":
      return reply(outgoing, await inPart(target, incoming, body));
    default:
      return fault satisfies never;
  }
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const failure = (status: number, name: string): Answer => ({
  status,
  body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}` })),
});

function reply(outgoing: ServerResponse, { status, body }: Answer): void {
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
}

interface Batch {
  readonly RequestItems: Record<string, unknown[] | { readonly Keys: unknown[] }>;
}

/** Lets the first item of the batch through and hands the rest back, as DynamoDB does. */
async function inPart(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const batch = JSON.parse(body.toString()) as Batch;
  const [table = "", wanted] = Object.entries(batch.RequestItems)[0] ?? [];
  const writes = Array.isArray(wanted);
  const items = writes ? wanted : (wanted?.Keys ?? []);
  const rest = items.slice(1);
  const part = (some: unknown[]): unknown => (writes ? some : { ...wanted, Keys: some });
  const first = { ...batch, RequestItems: { [table]: part(items.slice(0, 1)) } };
  const done = await forward(target, incoming, Buffer.from(JSON.stringify(first)));
  const left = rest.length === 0 ? {} : { [table]: part(rest) };
  const name = writes ? "UnprocessedItems" : "UnprocessedKeys";
  const answered = { ...(JSON.parse(done.body.toString()) as object), [name]: left };
  return { status: done.status, body: Buffer.from(JSON.stringify(answered)) };
}

function forward(target: string, { headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  const { host: _host, "content-length": _length, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const onward = request(
      target,
      { method: "POST", headers: { ...rest, "content-length": body.byteLength } },
      (response) => {
        bytesOf(response).then(
          (bytes) => resolve({ status: response.statusCode ?? 500, body: bytes }),
          reject,
        );
      },
    );
    onward.once("error", reject);
    onward.end(body);
  });
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
