export interface SubscriptionFilter {
  readonly name: string;
  readonly destination: string;
  readonly pattern: string;
}

/** The subscription filters of log groups; everything throws `SourceError`. */
export interface FilterKeeper {
  /** Code `gone` where there is no such log group. */
  listFilters(logGroup: string): Promise<readonly SubscriptionFilter[]>;
  /** Adds a filter, or changes the one of that name. Code `full` where the group takes no more. */
  putFilter(logGroup: string, filter: SubscriptionFilter): Promise<void>;
  /** Whether log events are rewritten on their way in. */
  isTransformed(logGroup: string): Promise<boolean>;
  close(): void;
}
