import type { DataMessage } from "../../shared/logs/DataMessage.ts";

/** What one JSON document of an input holds. */
export type Evidence =
  | { readonly kind: "message"; readonly message: DataMessage }
  /** CloudWatch Logs' probe; holds nothing. */
  | { readonly kind: "control" }
  /** Log events without their group: output of `aws logs filter-log-events` or `get-log-events`. */
  | { readonly kind: "events"; readonly events: readonly unknown[] }
  /** CloudTrail records. */
  | { readonly kind: "trail"; readonly records: readonly unknown[] }
  /** Sessions, as DescribeSessions tells them. */
  | { readonly kind: "sessions"; readonly sessions: readonly unknown[] }
  | { readonly kind: "unreadable"; readonly why: string };
