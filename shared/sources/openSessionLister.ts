import type { SSMClient, Session } from "@aws-sdk/client-ssm";
import type {
  DescribedSession,
  SessionLister,
  SessionsWanted,
} from "../app/sources/SessionLister.ts";
import { SourceError } from "../app/sources/SourceError.ts";
import { isObject } from "../logs/isObject.ts";
import { parseJson } from "../logs/parseJson.ts";
import { clientOptions } from "./clientOptions.ts";
import type { Connection } from "./Connection.ts";
import { answerOf, pagesOf } from "./pagesOf.ts";
import { politely } from "./politely.ts";

type Sdk = typeof import("@aws-sdk/client-ssm");

/** Where Session Manager keeps an account's preferences in a region. */
const PREFERENCES = "SSM-SessionManagerRunShell";

/** What AWS Systems Manager tells of sessions and targets. */
export async function openSessionLister(connection: Connection): Promise<SessionLister> {
  const sdk = await import("@aws-sdk/client-ssm");
  const client = politely(new sdk.SSMClient(clientOptions(connection)));
  return {
    listSessions: (wanted) => listSessions(sdk, client, wanted),
    async isConnected(Target) {
      const command = new sdk.GetConnectionStatusCommand({ Target });
      return (await answerOf(client.send(command))).Status === "connected";
    },
    preferredLogGroup: () => preferredLogGroup(sdk, client),
    close: () => client.destroy(),
  };
}

async function* listSessions(
  { paginateDescribeSessions }: Sdk,
  client: SSMClient,
  { state, after }: SessionsWanted,
): AsyncGenerator<readonly DescribedSession[]> {
  const pages = paginateDescribeSessions(
    { client },
    {
      State: state,
      MaxResults: 200,
      ...(after === null ? {} : { Filters: [{ key: "InvokedAfter", value: toSeconds(after) }] }),
    },
  );
  for await (const { Sessions = [] } of pagesOf(pages))
    yield Sessions.flatMap((session) => toDescribed(session) ?? []);
}

/** `2018-08-29T00:00:00Z`, as the API's page shows it. */
const toSeconds = (time: number): string =>
  new Date(time).toISOString().replace(/\.[0-9]{3}Z$/, "Z");

function toDescribed({
  SessionId,
  StartDate,
  EndDate,
  ...rest
}: Session): DescribedSession | undefined {
  if (SessionId === undefined) return undefined;
  // As JSON has it: dates as text, nothing where there is nothing.
  return JSON.parse(
    JSON.stringify({
      SessionId,
      Target: rest.Target,
      Status: rest.Status,
      StartDate: StartDate?.toISOString(),
      EndDate: EndDate?.toISOString(),
      DocumentName: rest.DocumentName,
      Owner: rest.Owner,
      Reason: rest.Reason,
      Details: rest.Details,
      OutputUrl: rest.OutputUrl,
    }),
  ) as DescribedSession;
}

async function preferredLogGroup(sdk: Sdk, client: SSMClient): Promise<string | null> {
  try {
    const { Content = "" } = await answerOf(
      client.send(new sdk.GetDocumentCommand({ Name: PREFERENCES })),
    );
    const document = parseJson(Content);
    const inputs = isObject(document) ? document.inputs : undefined;
    const name = isObject(inputs) ? inputs.cloudWatchLogGroupName : undefined;
    return typeof name === "string" && name !== "" ? name : null;
  } catch (error) {
    // Preferences that nobody ever saved are no document.
    const none =
      error instanceof SourceError && (error.code === "gone" || isInvalidDocument(error.cause));
    if (none) return null;
    throw error;
  }
}

const isInvalidDocument = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === "InvalidDocument";
