/** What the agent failed to record: a transcript will be missing, late or cut. */
export type LoggingFailure =
  | "group-missing" // the log group can't be described: streaming off, no upload at the end
  | "put-failed" // PutLogEvents refused or throttled
  | "stream-failed" // CreateLogStream refused, or the stream vanished
  | "upload-failed" // CloudWatch or S3 upload at session end failed
  | "transcript-failed" // `script` or `cat` missing in the container
  | "encryption-unchecked" // the session was refused over log encryption
  | "local-log-missing";

/**
 * One fact that an agent log line claims. Whoever has a shell in the container can print such a
 * line, so every statement is a claim, never a proof.
 */
export type Statement =
  | { readonly kind: "session-seen"; readonly sessionId: string }
  | { readonly kind: "session-started"; readonly sessionId: string }
  | { readonly kind: "session-ended"; readonly sessionId: string }
  | { readonly kind: "session-failed"; readonly sessionId: string; readonly reason: string }
  | { readonly kind: "owner"; readonly sessionId: string; readonly owner: string }
  | { readonly kind: "document"; readonly sessionId: string; readonly document: string }
  | { readonly kind: "session-target"; readonly sessionId: string; readonly target: string }
  | { readonly kind: "document-command"; readonly sessionId: string; readonly command: string }
  | { readonly kind: "exit-status"; readonly sessionId: string; readonly status: number }
  | {
      readonly kind: "logging-failed";
      readonly sessionId: string | null;
      readonly failure: LoggingFailure;
    }
  | { readonly kind: "tampering"; readonly sessionId: string | null };
