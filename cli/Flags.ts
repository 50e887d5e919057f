export type Output = "table" | "json" | "jsonl" | "text" | "csv";
export const OUTPUTS: readonly Output[] = ["table", "json", "jsonl", "text", "csv"];

/** The flags that every command takes, as the AWS CLI has them. */
export interface Flags {
  readonly output: Output;
  /** JMESPath. */
  readonly query?: string;
  readonly region?: string;
  readonly account?: string;
  readonly partition?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  /** Infinity: all. */
  readonly maxItems: number;
  readonly startingToken?: string;
  readonly pageSize?: number;
  readonly since?: string;
  readonly until?: string;
  readonly color: "auto" | "always" | "never";
  readonly store?: string;
  readonly debug?: boolean;
}
