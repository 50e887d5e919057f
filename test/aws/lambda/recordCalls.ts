import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOnLoopback } from "./listen.ts";

export interface Recorder {
  readonly endpoint: string;
  /** `Query`, and for a put the partition too, as IAM's `dynamodb:LeadingKeys` sees it. */
  readonly calls: ReadonlySet<string>;
  readonly stop: () => Promise<void>;
}

/** Stands before a DynamoDB and writes down what is asked of it, so that roles can be held to it. */
export async function recordCalls(target: string): Promise<Recorder> {
  const calls = new Set<string>();
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const body = Buffer.concat(chunks);
    calls.add(nameOf(request, body));
    const headers = Object.entries(request.headers).filter(([name]) => !HOP.has(name));
    const answer = await fetch(target, {
      method: "POST",
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      body,
    });
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    void pass(request, response);
  });
  const { address, stop } = await listenOnLoopback(server);
  return { endpoint: `http://${address}`, calls, stop };
}

const HOP = new Set(["host", "connection", "content-length", "transfer-encoding"]);

function nameOf(request: IncomingMessage, body: Buffer): string {
  const action = String(request.headers["x-amz-target"]).replace("DynamoDB_20120810.", "");
  if (action !== "PutItem") return action;
  const { Item } = JSON.parse(body.toString("utf8")) as { Item: { p: { S: string } } };
  return `${action} ${Item.p.S}`;
}
