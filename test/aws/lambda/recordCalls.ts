import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOnLoopback } from "./listen.ts";

/** One call of the SDK, as IAM sees it. */
export interface Call {
  /** `dynamodb:Query` */
  readonly action: string;
  /** The table and buckets as the template names them (`Table`, `Evidence/<key>`); else an ARN. */
  readonly resource: string;
  /** Of DynamoDB, the partitions that it names: IAM's `dynamodb:LeadingKeys`. */
  readonly leadingKeys: readonly string[];
}

export interface Recorder {
  readonly endpoint: string;
  /** Each kind of call once. */
  readonly calls: () => readonly Call[];
  readonly stop: () => Promise<void>;
}

/** Stands before a DynamoDB and writes down what is asked of it, so that roles can be held to it. */
export function recordCalls(target: string): Promise<Recorder> {
  return record(async (request, body, response) => {
    const action = String(request.headers["x-amz-target"]).replace("DynamoDB_20120810.", "");
    const headers = Object.entries(request.headers).filter(([name]) => !HOP.has(name));
    const answer = await fetch(target, {
      method: "POST",
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      body,
    });
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
    response.end(Buffer.from(await answer.arrayBuffer()));
    const leadingKeys = partitionsIn(JSON.parse(body.toString("utf8")));
    return { action: `dynamodb:${action}`, resource: "Table", leadingKeys };
  });
}

/** Stands for S3, which takes whatever is put. */
export function recordPuts(): Promise<Recorder> {
  return record(async ({ method, url = "" }, _, response) => {
    response.writeHead(200).end();
    const [, bucket = "", ...key] = new URL(url, "http://s3").pathname.split("/");
    const action = method === "PUT" ? "s3:PutObject" : `s3:${method}`;
    return { action, resource: `${bucket}/${key.join("/")}`, leadingKeys: [] };
  });
}

interface Account {
  readonly region: string;
  readonly account: string;
  /** Names of buckets, with what the template calls them. */
  readonly buckets: Readonly<Record<string, string>>;
}

/** Stands before the other services of an account, which are all at `target`. */
export function recordAccount(target: string, account: Account): Promise<Recorder> {
  return record(async (request, body, response) => {
    const { method = "GET", url = "/" } = request;
    const headers = Object.entries(request.headers).filter(([name]) => !HOP.has(name));
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(method === "GET" || method === "HEAD" ? {} : { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const back = [...answer.headers].filter(
      ([name]) => !HOP.has(name) && name !== "content-encoding",
    );
    response.writeHead(answer.status, Object.fromEntries(back)).end(bytes);
    const operation = request.headers["x-amz-target"];
    return typeof operation === "string"
      ? jsonCall(account, operation, JSON.parse(body.toString("utf8")) as Input)
      : s3Call(account, method, new URL(url, "http://s3"));
  });
}

type Input = Readonly<Record<string, string | undefined>>;

function jsonCall({ region, account }: Account, target: string, input: Input): Call {
  const [service = "", operation = ""] = target.split(".");
  const arn = (name: string, what: string) => `arn:aws:${name}:${region}:${account}:${what}`;
  switch (service) {
    case "Logs_20140328": {
      const group = input["logGroupName"] ?? input["logGroupIdentifier"];
      const what = group === undefined ? "log-group:*" : `log-group:${group}:*`;
      return { action: `logs:${operation}`, resource: arn("logs", what), leadingKeys: [] };
    }
    case "SageMaker": {
      const { EndpointName, EndpointConfigName } = input;
      const what =
        EndpointName === undefined
          ? `endpoint-config/${EndpointConfigName ?? ""}`
          : `endpoint/${EndpointName}`;
      return {
        action: `sagemaker:${operation}`,
        resource: arn("sagemaker", what),
        leadingKeys: [],
      };
    }
    case "AmazonSSM":
      // DescribeSessions takes no resource: only a statement on all of them lets it pass.
      return { action: `ssm:${operation}`, resource: "*", leadingKeys: [] };
    default:
      throw new Error(`no resource of ${target} is known here`);
  }
}

function s3Call({ buckets }: Account, method: string, { pathname, searchParams }: URL): Call {
  const [, name = "", ...parts] = decodeURIComponent(pathname).split("/");
  const [bucket, key] = [buckets[name] ?? name, parts.join("/")];
  if (method === "GET" && searchParams.has("list-type"))
    return { action: "s3:ListBucket", resource: bucket, leadingKeys: [] };
  const verb = { GET: "Get", PUT: "Put", DELETE: "Delete" }[method] ?? method;
  return { action: `s3:${verb}Object`, resource: `${bucket}/${key}`, leadingKeys: [] };
}

async function record(
  answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<Call>,
): Promise<Recorder> {
  const calls = new Map<string, Call>();
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const call = await answer(request, Buffer.concat(chunks), response);
    calls.set(JSON.stringify(call), call);
  };
  const server = createServer((request, response) => {
    void pass(request, response);
  });
  const { address, stop } = await listenOnLoopback(server);
  return { endpoint: `http://${address}`, calls: () => [...calls.values()], stop };
}

const HOP = new Set(["host", "connection", "content-length", "transfer-encoding"]);

/** Every value of the key `p`, wherever the request has it. */
function partitionsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const found = Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (name !== "p" && name !== ":p") return partitionsIn(inner);
    return typeof inner === "object" && inner !== null && "S" in inner ? String(inner.S) : [];
  });
  return [...new Set(found)].sort();
}
