/** A session as `ssm:DescribeSessions` tells it, by the service's own field names. */
export interface DescribedSession {
  readonly SessionId: string;
  readonly Target?: string;
  readonly Status?: string;
  /** ISO 8601 */
  readonly StartDate?: string;
  /** ISO 8601 */
  readonly EndDate?: string;
  readonly DocumentName?: string;
  readonly Owner?: string;
  readonly Reason?: string;
  readonly Details?: string;
  readonly OutputUrl?: {
    readonly S3OutputUrl?: string;
    readonly CloudWatchOutputUrl?: string;
  };
}

export interface SessionsWanted {
  readonly state: "Active" | "History";
  /** Epoch milliseconds: sessions that began after it; null: all that the service remembers. */
  readonly after: number | null;
}

/** What AWS Systems Manager remembers of sessions, 30 days long; everything throws `SourceError`. */
export interface SessionLister {
  listSessions(wanted: SessionsWanted): AsyncIterable<readonly DescribedSession[]>;
  /** Whether the target's agent is connected right now. */
  isConnected(target: string): Promise<boolean>;
  /** The log group that the account's session preferences name; null where they name none. */
  preferredLogGroup(): Promise<string | null>;
  close(): void;
}
