import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { EventEmitter } from "node:events";
import { setImmediate as turn } from "node:timers/promises";

/**
 * A client whose commands go to a dynalite of its own, in memory, by its request handler: no
 * socket, no signature, no XML or JSON of the SDK's. A law makes hundreds of calls a history, and
 * nine tenths of each would be those. The suites that hold one engine to one contract go through
 * all of it.
 */
export function dynaliteClient(): DynamoDBClient {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const client = new DynamoDBClient({
    region: "us-east-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
    cacheMiddleware: true,
  });
  const late = lateness();
  client.middlewareStack.add(
    (_next, { commandName = "" }) =>
      async ({ input }) => {
        for (let turns = late(); turns > 0; turns--) await turn();
        const { status, body } = await request(server, commandName.replace(/Command$/, ""), input);
        if (status !== 200) throw failureOf(JSON.parse(body) as Failure);
        // The commands' own types say what each answers.
        return { response: undefined, output: JSON.parse(body, revive) as never };
      },
    { step: "initialize", priority: "high", name: "dynalite" },
  );
  return client;
}

/** How many turns of the event loop a call is late: writers overtake each other, as on a network. */
function lateness(): () => number {
  let seed = 1;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed >>> 30;
  };
}

const SIGNED = {
  "content-type": "application/x-amz-json-1.0",
  authorization: "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=x, Signature=x",
  "x-amz-date": "20260301T000000Z",
};

function request(
  server: EventEmitter,
  operation: string,
  input: unknown,
): Promise<{ status: number; body: string }> {
  const headers = { ...SIGNED, "x-amz-target": `DynamoDB_20120810.${operation}` };
  const incoming = Object.assign(new EventEmitter(), { method: "POST", url: "/", headers });
  return new Promise((resolve) => {
    const outgoing = {
      statusCode: 0,
      setHeader: () => undefined,
      end(body: string) {
        resolve({ status: this.statusCode, body });
      },
    };
    server.emit("request", incoming, outgoing);
    incoming.emit("data", Buffer.from(JSON.stringify(toWire(input))));
    incoming.emit("end");
  });
}

function toWire(value: unknown): unknown {
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value;
  const wire: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) wire[name] = toWire(member);
  return wire;
}

/** `B` is the type of a binary attribute; no attribute of ours has that name. */
const revive = (name: string, value: unknown): unknown =>
  name === "B" && typeof value === "string" ? new Uint8Array(Buffer.from(value, "base64")) : value;

interface Failure {
  readonly __type?: string;
  readonly message?: string;
}

function failureOf({ __type = "", message = "" }: Failure): Error {
  const name = __type.replace(/^.*#/, "");
  const $metadata = { httpStatusCode: 400 };
  return name === "ConditionalCheckFailedException"
    ? new ConditionalCheckFailedException({ message, $metadata })
    : new DynamoDBServiceException({ name, message, $metadata, $fault: "client" });
}
