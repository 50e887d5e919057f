/** CloudTrail's event history, 90 days long; throws `SourceError`. */
export interface TrailReader {
  /** CloudTrail records of that name, newest first, page by page; times are epoch milliseconds. */
  lookUp(wanted: {
    readonly eventName: string;
    readonly from: number;
    readonly to: number;
  }): AsyncIterable<readonly unknown[]>;
  close(): void;
}
