export interface EventLike {
  readonly id?: string;
  readonly timestamp: number;
  readonly message: string;
}

export const AT = Date.parse("2026-11-12T09:00:00Z");
export const GROUP = "/aws/sagemaker/Endpoints/churn-scorer";
export const STREAM = "AllTraffic/i-0b21f4d9a7c3e8d10/ssm";
export const TARGET = "sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10";

export const eventId = (n: number): string => String(n).padStart(56, "3");

/** An announcement, then numbered agent lines. */
export const someEvents = (count: number): EventLike[] =>
  Array.from({ length: count }, (_, n) => ({
    id: eventId(n),
    timestamp: AT + n * 100,
    message:
      n === 0
        ? `[sagemaker ssm logs][container_0] SSM target ID: ${TARGET}`
        : `[sagemaker ssm logs][container_0] 2026-11-12 09:00:00.0000 INFO [ssm-agent-worker] [MessageService] line ${n}`,
  }));

export const dataMessage = (
  logEvents: readonly unknown[],
  { logGroup = GROUP, logStream = STREAM, owner = "111122223333" } = {},
): object => ({
  messageType: "DATA_MESSAGE",
  owner,
  logGroup,
  logStream,
  subscriptionFilters: ["ssmtrail"],
  logEvents,
});

/** The same events as `aws logs filter-log-events --output json` prints them. */
export const filterLogEvents = (events: readonly EventLike[]): object => ({
  events: events.map(({ id, timestamp, message }) => ({
    logStreamName: STREAM,
    timestamp,
    message,
    ingestionTime: timestamp + 500,
    eventId: id,
  })),
  searchedLogStreams: [],
});

/** And as `aws logs get-log-events` does. */
export const getLogEvents = (events: readonly EventLike[]): object => ({
  events: events.map(({ timestamp, message }) => ({
    timestamp,
    message,
    ingestionTime: timestamp + 500,
  })),
  nextForwardToken: "f/1",
  nextBackwardToken: "b/1",
});
