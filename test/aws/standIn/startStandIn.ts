import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOnLoopback } from "../lambda/listen.ts";

/** A session as the service keeps it; dates as ISO 8601. */
export interface ServiceSession {
  readonly SessionId: string;
  readonly Target: string;
  readonly Owner: string;
  readonly Status: string;
  readonly StartDate: string;
  readonly EndDate?: string;
  readonly DocumentName?: string;
  readonly Reason?: string;
}

export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly output: unknown;
}

export interface StandIn {
  readonly url: string;
  /** What the services know; tests add to it. */
  readonly sessions: ServiceSession[];
  readonly records: {
    readonly eventName: string;
    readonly eventTime: string;
    readonly eventID: string;
  }[];
  readonly connected: Set<string>;
  /** Every call that it answered itself. */
  readonly asked: Asked[];
  /** `logs:FilterLogEvents`: answered with AccessDeniedException, whoever would answer it. */
  readonly denied: Set<string>;
  /** How often each operation was called, `logs:PutSubscriptionFilter`. */
  readonly calls: Map<string, number>;
  readonly stop: () => Promise<void>;
}

/**
 * Stands before moto's server and answers exactly the calls that moto lacks: DescribeSessions,
 * GetConnectionStatus and LookupEvents. Everything else goes to moto as it came.
 */
export async function startStandIn(moto: string): Promise<StandIn> {
  const world: Omit<StandIn, "url" | "stop"> = {
    sessions: [],
    records: [],
    connected: new Set(),
    asked: [],
    denied: new Set(),
    calls: new Map(),
  };
  const server = createServer((request, response) => {
    answer(world, moto, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const { address, stop } = await listenOnLoopback(server);
  return { ...world, url: `http://${address}`, stop };
}

type World = Omit<StandIn, "url" | "stop">;

async function answer(
  world: World,
  moto: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const body = Buffer.concat(chunks);
  const name = operationOf(request);
  world.calls.set(name, (world.calls.get(name) ?? 0) + 1);
  if (world.denied.has(name)) return deny(response, name);
  const own = OWN[name];
  if (own === undefined) return pass(moto, request, body, response);
  const input = JSON.parse(body.toString("utf8") || "{}") as Record<string, unknown>;
  const output = own(world, input);
  const [service = "", operation = ""] = name.split(":");
  world.asked.push({ service, operation, input, output });
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(output));
}

const SERVICES: Readonly<Record<string, string>> = {
  AmazonSSM: "ssm",
  CloudTrail_20131101: "cloudtrail",
  Logs_20140328: "logs",
  SageMaker: "sagemaker",
};

/** `ssm:DescribeSessions`; for the services without a target header, the service alone. */
function operationOf({ headers }: IncomingMessage): string {
  const target = String(headers["x-amz-target"] ?? "");
  const [prefix = "", operation = ""] = target.split(/\.(?=[A-Za-z]+$)/);
  const service = SERVICES[prefix.split(".").at(-1) ?? ""];
  if (service !== undefined) return `${service}:${operation}`;
  return (
    /Credential=[^/]+\/[0-9]+\/[^/]+\/([a-z0-9-]+)\//.exec(headers.authorization ?? "")?.[1] ?? ""
  );
}

function deny(response: ServerResponse, name: string): void {
  const message = `User: arn:aws:iam::123456789012:user/tester is not authorized to perform: ${name}`;
  response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify({ __type: "AccessDeniedException", message, Message: message }));
}

const HOP = new Set(["host", "connection", "content-length", "transfer-encoding", "expect"]);

async function pass(
  moto: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const headers = Object.entries(request.headers)
    .filter(([name]) => !HOP.has(name))
    .map(([name, value]) => [name, String(value)] as [string, string]);
  const { method = "GET" } = request;
  const answered = await fetch(`${moto}${request.url ?? "/"}`, {
    method,
    headers,
    ...(method === "GET" || method === "HEAD" ? {} : { body }),
  });
  const bytes = Buffer.from(await answered.arrayBuffer());
  const back = [...answered.headers].filter(
    ([name]) => !HOP.has(name) && name !== "content-encoding",
  );
  response.writeHead(answered.status, Object.fromEntries(back));
  response.end(bytes);
}

type Own = (world: World, input: Readonly<Record<string, unknown>>) => object;

const OWN: Readonly<Record<string, Own>> = {
  "ssm:DescribeSessions": describeSessions,
  "ssm:GetConnectionStatus": ({ connected }, { Target }) => ({
    Target,
    Status: connected.has(String(Target)) ? "connected" : "notconnected",
  }),
  "cloudtrail:LookupEvents": lookupEvents,
};

/** Small, so that clients must page; the first page is empty, as AWS's may be. */
const PAGE = 2;

function paged<T>(all: readonly T[], token: unknown): { page: readonly T[]; next?: string } {
  if (token === undefined) return { page: [], ...(all.length > 0 ? { next: "0" } : {}) };
  const start = Number(token);
  const end = start + PAGE;
  return { page: all.slice(start, end), ...(end < all.length ? { next: String(end) } : {}) };
}

const seconds = (iso: string): number => Date.parse(iso) / 1_000;

function describeSessions(
  { sessions }: World,
  { State, Filters, NextToken }: Readonly<Record<string, unknown>>,
): object {
  const filters = (Filters ?? []) as readonly { readonly key: string; readonly value: string }[];
  const after = filters.find(({ key }) => key === "InvokedAfter")?.value;
  const found = sessions.filter(
    ({ EndDate, StartDate }) =>
      (State === "History") === (EndDate !== undefined) &&
      (after === undefined || Date.parse(StartDate) > Date.parse(after)),
  );
  const { page, next } = paged(found, NextToken);
  const Sessions = page.map(({ StartDate, EndDate, ...rest }) => ({
    ...rest,
    StartDate: seconds(StartDate),
    ...(EndDate === undefined ? {} : { EndDate: seconds(EndDate) }),
  }));
  return { Sessions, ...(next === undefined ? {} : { NextToken: next }) };
}

function lookupEvents(
  { records }: World,
  { LookupAttributes, StartTime, EndTime, NextToken }: Readonly<Record<string, unknown>>,
): object {
  const [attribute] = (LookupAttributes ?? []) as readonly { readonly AttributeValue: string }[];
  const found = records
    .filter(({ eventName, eventTime }) => {
      const time = seconds(eventTime);
      const within = Number(StartTime ?? 0) <= time && time <= Number(EndTime ?? Infinity);
      return within && eventName === attribute?.AttributeValue;
    })
    .sort((a, b) => seconds(b.eventTime) - seconds(a.eventTime));
  const { page, next } = paged(found, NextToken);
  const Events = page.map((record) => ({
    EventId: record.eventID,
    EventName: record.eventName,
    EventTime: seconds(record.eventTime),
    EventSource: "ssm.amazonaws.com",
    CloudTrailEvent: JSON.stringify(record),
  }));
  return { Events, ...(next === undefined ? {} : { NextToken: next }) };
}
