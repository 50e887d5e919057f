import type { LogEvent } from "./LogEvent.ts";

/** Why one element of `logEvents` could not be taken. */
export type RejectedReason = "not-an-object" | "bad-id" | "bad-timestamp" | "bad-message";

/** One data message: some log events of one stream. */
export interface DataMessage {
  /** The log group's account, or `unknown`. */
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly subscriptionFilters: readonly string[];
  readonly events: readonly LogEvent[];
  /** Elements that were no events; `index` counts in the message's own list. */
  readonly rejected: readonly { readonly index: number; readonly reason: RejectedReason }[];
}

/** Why a payload holds no message that can be read. */
export type UnreadableCode =
  | "not-an-object"
  | "no-awslogs-data"
  | "not-base64"
  | "not-gzip"
  | "corrupt-gzip"
  | "too-large"
  | "not-json"
  | "not-a-message"
  | "unknown-message-type"
  | "no-log-group"
  | "no-log-stream"
  | "no-log-events";

export type Decoded =
  /** CloudWatch Logs asks whether somebody is there. */
  | { readonly kind: "control" }
  | {
      readonly kind: "data";
      readonly message: DataMessage;
      /** The message as it came, gzip; absent where it came otherwise. */
      readonly gzip?: Uint8Array;
    }
  | { readonly kind: "unreadable"; readonly code: UnreadableCode; readonly detail: string };
