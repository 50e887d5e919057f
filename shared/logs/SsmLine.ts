import type { TargetId } from "../target/TargetId.ts";
import type { SessionRecord } from "./SessionRecord.ts";
import type { Statement } from "./Statement.ts";

export type AgentLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "CRITICAL";

/** An agent log line; `loggedAt` is the line's own clock as written (no zone), never trusted. */
export interface AgentLine {
  readonly level: AgentLevel;
  readonly loggedAt: string;
  /** `S3Upload @ s3util.go.114`, in the layout of errors.log. */
  readonly site?: string;
  readonly contexts: readonly string[];
  readonly message: string;
  readonly statements: readonly Statement[];
}

/** Why a line fits no known kind. */
export type Unrecognised =
  "no-prefix" | "broken-prefix" | "broken-record" | "broken-agent-line" | "no-open-session";

/** What a line on an endpoint's `/ssm` stream says, read on its own (no neighbour is asked). */
export type Saying =
  | { readonly kind: "announcement" }
  | { readonly kind: "agent"; readonly line: AgentLine }
  | { readonly kind: "record"; readonly record: SessionRecord }
  /** Shaped like the rest of an agent message; whether it is one, the line before decides. */
  | { readonly kind: "continuation" }
  | { readonly kind: "terminal" }
  | {
      readonly kind: "unrecognised";
      readonly reason: Unrecognised;
      /** What could still be read of a `broken-agent-line`. */
      readonly line?: AgentLine;
    };

/** One line behind `[sagemaker ssm logs][container]`. */
export interface SsmLine {
  /** Null where the prefix is missing. */
  readonly container: string | null;
  /** How many spaces stand between the prefix and the text. */
  readonly gap: number;
  /** What follows the prefix, its leading spaces included. */
  readonly text: string;
  /** Target IDs named anywhere in an announcement or agent line, decoded from URLs too. */
  readonly targets: readonly TargetId[];
  readonly said: Saying;
}
