import { DynamoDBServiceException } from "@aws-sdk/client-dynamodb";

/**
 * Whether the same call may succeed a little later.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function isPassing(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof DynamoDBServiceException)
    return THROTTLES.has(error.name) || (error.$metadata.httpStatusCode ?? 0) >= 500;
  // The HTTP client's own: no answer came, or half of one.
  return (
    Reflect.get(error, "name") === "TimeoutError" ||
    CONNECTION.has(String(Reflect.get(error, "code")))
  );
}

const THROTTLES: ReadonlySet<string> = new Set([
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ReplicatedWriteConflictException",
  "ThrottlingException",
]);

const CONNECTION: ReadonlySet<string> = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);
