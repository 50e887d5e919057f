/** Whether a log group's events are delivered here. */
export type FilterOutcome =
  | "attached"
  | "absent" // it has none of ours, and none was put
  | "full" // others hold every slot
  | "impossible" // the log group's class takes none
  | "no-ssm" // nothing there is ours: no `/ssm` stream, and no variant opened through SSM
  | "by-reading" // nothing is delivered here: `pull` and `reconcile` bring it
  | "not-checked";

/** What changes the text of log events, or may. */
export type TextChange = "masked" | "transformed" | "transformer-unknown";

export interface FilterState {
  readonly logGroup: string;
  readonly endpoint: string | null;
  readonly outcome: FilterOutcome;
  /** Names of the filters that hold the slots. */
  readonly holders: readonly string[];
  readonly changes: readonly TextChange[];
  readonly detail: string;
  /** Epoch milliseconds: when it was looked at. */
  readonly asOf: number;
}
