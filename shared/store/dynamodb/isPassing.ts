/**
 * Whether the same call may succeed a little later. What a load balancer answers in DynamoDB's
 * place is no service exception: told by its status alone.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function isPassing(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { name, code, message, $metadata } = error as Failure;
  return (
    THROTTLES.has(name ?? "") ||
    CONNECTION.has(code ?? "") ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    // No answer came, or half of one; the SDK wraps what another realm threw.
    name === "TimeoutError" ||
    message?.startsWith("AWS SDK error wrapper for TimeoutError") === true
  );
}

interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
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
