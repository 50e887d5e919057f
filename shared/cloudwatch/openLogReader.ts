import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type {
  EventRange,
  EventsWanted,
  GroupSummary,
  LogReader,
  StreamEvent,
  StreamSummary,
} from "../app/sources/LogReader.ts";
import { clientOptions } from "../sources/clientOptions.ts";
import type { Connection } from "../sources/Connection.ts";
import { pagesOf } from "../sources/pagesOf.ts";
import { politely } from "../sources/politely.ts";
import { toSourceError } from "../sources/toSourceError.ts";

type Sdk = typeof import("@aws-sdk/client-cloudwatch-logs");

/** An endpoint that scaled in and out for years; beyond, the oldest are left out. */
const MOST_STREAMS = 20_000;

/**
 * Reads CloudWatch Logs with the caller's own credentials and region, found as the AWS CLI finds
 * them. The SDK is loaded only here, since it takes longer to load than any other answer.
 */
export async function openLogReader(connection: Connection): Promise<LogReader> {
  const sdk = await import("@aws-sdk/client-cloudwatch-logs");
  const client = politely(new sdk.CloudWatchLogsClient(clientOptions(connection)));
  return {
    listGroups: (prefix) => listGroups(sdk, client, prefix),
    listStreams: (logGroup) => listStreams(sdk, client, logGroup),
    listEvents: (wanted) => listEvents(sdk, client, wanted),
    readPages: (range) => readPages(sdk, client, range),
    close: () => client.destroy(),
  };
}

async function* listGroups(
  { paginateDescribeLogGroups }: Sdk,
  client: CloudWatchLogsClient,
  logGroupNamePrefix: string,
): AsyncGenerator<GroupSummary> {
  const pages = paginateDescribeLogGroups({ client }, { logGroupNamePrefix });
  for await (const { logGroups = [] } of pagesOf(pages))
    for (const group of logGroups)
      yield {
        logGroup: group.logGroupName ?? "",
        arn: group.logGroupArn ?? group.arn ?? "",
        created: group.creationTime ?? null,
        retentionDays: group.retentionInDays ?? null,
        standard: (group.logGroupClass ?? "STANDARD") === "STANDARD",
        masked: group.dataProtectionStatus === "ACTIVATED",
      };
}

async function listStreams(
  { paginateDescribeLogStreams, ResourceNotFoundException }: Sdk,
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<readonly StreamSummary[] | undefined> {
  const streams: StreamSummary[] = [];
  try {
    const pages = paginateDescribeLogStreams(
      { client },
      { logGroupName, orderBy: "LastEventTime", descending: true },
    );
    for await (const { logStreams = [] } of pages) {
      for (const { logStreamName, arn, ...times } of logStreams)
        streams.push({
          logStream: logStreamName ?? "",
          arn: arn ?? "",
          firstEvent: times.firstEventTimestamp ?? null,
          lastEvent: times.lastEventTimestamp ?? null,
          lastIngestion: times.lastIngestionTime ?? null,
        });
      if (streams.length >= MOST_STREAMS) break;
    }
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw toSourceError(error);
  }
  return streams;
}

async function* listEvents(
  { paginateFilterLogEvents }: Sdk,
  client: CloudWatchLogsClient,
  { logGroup, logStreams, pattern, most }: EventsWanted,
): AsyncGenerator<StreamEvent> {
  let left = most;
  const pages = paginateFilterLogEvents(
    { client },
    {
      logGroupName: logGroup,
      logStreamNames: [...logStreams],
      limit: Math.min(most, 10_000),
      ...(pattern === undefined ? {} : { filterPattern: pattern }),
    },
  );
  for await (const { events = [] } of pagesOf(pages))
    for (const event of events) {
      if (left-- <= 0) return;
      yield toStreamEvent(event);
    }
}

/**
 * FilterLogEvents gives event IDs, which GetLogEvents does not. An empty page with a token behind
 * it is usual: the SDK's paginator goes on until there is no token.
 */
async function* readPages(
  { paginateFilterLogEvents }: Sdk,
  client: CloudWatchLogsClient,
  { logGroup, logStreams, from, to }: EventRange,
): AsyncGenerator<readonly StreamEvent[]> {
  const pages = paginateFilterLogEvents(
    { client },
    {
      logGroupName: logGroup,
      ...(logStreams.length === 0 ? {} : { logStreamNames: [...logStreams] }),
      startTime: from,
      // What AWS calls the end is not part of the range.
      endTime: to + 1,
      limit: 10_000,
    },
  );
  for await (const { events = [] } of pagesOf(pages)) yield events.map(toStreamEvent);
}

interface Filtered {
  readonly logStreamName?: string | undefined;
  readonly eventId?: string | undefined;
  readonly timestamp?: number | undefined;
  readonly ingestionTime?: number | undefined;
  readonly message?: string | undefined;
}

const toStreamEvent = (found: Filtered): StreamEvent => ({
  logStream: found.logStreamName ?? "",
  event: {
    id: found.eventId ?? null,
    timestamp: found.timestamp ?? 0,
    message: found.message ?? "",
  },
  ingested: found.ingestionTime ?? null,
});
