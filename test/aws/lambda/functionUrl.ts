import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOnLoopback } from "./listen.ts";
import type { Outcome } from "./runtimeApi.ts";

interface UrlResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** A function URL's front (payload format 2.0): HTTP in, one invocation, HTTP out. */
export async function startFunctionUrl(
  invoke: (event: unknown) => Promise<Outcome>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void forward(request, response, invoke);
  });
  const { address, stop } = await listenOnLoopback(server);
  return { url: `http://${address}`, stop };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  invoke: (event: unknown) => Promise<Outcome>,
): Promise<void> {
  const outcome = await invoke(await toEvent(request));
  if (outcome.functionError !== undefined) {
    response.writeHead(502, { "content-type": "application/json" });
    response.end('{"message":"Internal Server Error"}');
    return;
  }
  const answer = toResponse(outcome.payload);
  for (const cookie of answer.cookies ?? []) response.appendHeader("set-cookie", cookie);
  response.writeHead(answer.statusCode ?? 200, {
    "content-type": "application/json",
    ...answer.headers,
  });
  response.end(Buffer.from(answer.body ?? "", answer.isBase64Encoded ? "base64" : "utf8"));
}

/** A result without `statusCode` is the body itself, as on Lambda. */
function toResponse(payload: string): UrlResponse {
  const value: unknown = JSON.parse(payload);
  const shaped = typeof value === "object" && value !== null && "statusCode" in value;
  return shaped ? (value as UrlResponse) : { body: payload };
}

async function toEvent(request: IncomingMessage): Promise<object> {
  const url = new URL(request.url ?? "/", "http://loopback");
  const { cookie, ...rest } = request.headers;
  const headers = Object.entries(rest).map(([name, value]) => [name, [value].flat().join(",")]);
  const query = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    query.set(name, [query.get(name), value].filter((each) => each !== undefined).join(","));
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const body = Buffer.concat(chunks);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split("; ") }),
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(query.size === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    requestContext: requestContext(request.method ?? "GET", url.pathname),
    ...(body.length === 0 ? {} : { body: body.toString("base64") }),
    isBase64Encoded: body.length > 0,
  };
}

const requestContext = (method: string, path: string): object => ({
  accountId: "123456789012",
  apiId: "urlid",
  authentication: null,
  authorizer: {
    iam: {
      accessKey: "ASIAEXAMPLE",
      accountId: "123456789012",
      callerId: "AROAEXAMPLE:reader",
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: "arn:aws:sts::123456789012:assumed-role/Reader/reader",
      userId: "AROAEXAMPLE:reader",
    },
  },
  domainName: "urlid.lambda-url.us-east-1.on.aws",
  domainPrefix: "urlid",
  http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
  requestId: "00000000-0000-4000-8000-000000000000",
  routeKey: "$default",
  stage: "$default",
  time: "01/Jan/2026:00:00:00 +0000",
  timeEpoch: 1767225600000,
});
