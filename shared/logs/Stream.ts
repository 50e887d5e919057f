/** An endpoint's `<variant>/<instance>/ssm`. */
export interface EndpointStream {
  readonly kind: "endpoint";
  readonly endpoint: string;
  readonly variant: string;
  readonly instance: string;
}

/** A session's own stream in Session Manager's log group. */
export interface SessionStream {
  readonly kind: "session";
  readonly sessionId: string;
}

export type RefusedStream =
  | "other-group"
  | "bad-endpoint-name"
  | "not-ssm-stream"
  | "bad-variant-name"
  | "bad-instance-id"
  | "bad-session-id";

/** Which stream an event came by. A name that looks right is not proof of what is in it. */
export type Stream =
  EndpointStream | SessionStream | { readonly kind: "refused"; readonly reason: RefusedStream };

/**
 * AWS's pages disagree on the case, and group names have case: both are looked at.
 * Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html
 */
export const ENDPOINT_ROOTS = ["/aws/sagemaker/Endpoints/", "/aws/sagemaker/endpoints/"] as const;

export interface StreamName {
  readonly logGroup: string;
  readonly logStream: string;
}
