import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { EventsWanted, LogReader, StreamEvent, StreamSummary } from "./LogReader.ts";
import { toSourceError } from "./toSourceError.ts";

export interface LogReaderOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

type Sdk = typeof import("@aws-sdk/client-cloudwatch-logs");

/** An endpoint that scaled in and out for years; beyond, the oldest are left out. */
const MOST_STREAMS = 20_000;
/** Throttling is waited out: DescribeLogStreams takes 25 calls a second in an account. */
const ATTEMPTS = 8;

/**
 * Reads CloudWatch Logs with the caller's own credentials and region, found as the AWS CLI finds
 * them. The SDK is loaded only here, since it takes longer to load than any other answer.
 */
export async function openLogReader(options: LogReaderOptions): Promise<LogReader> {
  const sdk = await import("@aws-sdk/client-cloudwatch-logs");
  const { region, profile, endpointUrl } = options;
  const client = new sdk.CloudWatchLogsClient({
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
  return {
    listStreams: (logGroup) => listStreams(sdk, client, logGroup),
    listEvents: (wanted) => listEvents(sdk, client, wanted),
    close: () => client.destroy(),
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
      for (const { logStreamName, arn, firstEventTimestamp, lastEventTimestamp } of logStreams)
        streams.push({
          logStream: logStreamName ?? "",
          arn: arn ?? "",
          firstEvent: firstEventTimestamp ?? null,
          lastEvent: lastEventTimestamp ?? null,
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
  try {
    const pages = paginateFilterLogEvents(
      { client },
      {
        logGroupName: logGroup,
        logStreamNames: [...logStreams],
        limit: Math.min(most, 10_000),
        ...(pattern === undefined ? {} : { filterPattern: pattern }),
      },
    );
    for await (const { events = [] } of pages)
      for (const { logStreamName, eventId, timestamp, message } of events) {
        if (left-- <= 0) return;
        const event = { id: eventId ?? null, timestamp: timestamp ?? 0, message: message ?? "" };
        yield { logStream: logStreamName ?? "", event };
      }
  } catch (error) {
    throw toSourceError(error);
  }
}
