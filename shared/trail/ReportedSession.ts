/**
 * A session as `ssm:DescribeSessions` tells it; null where it tells nothing. Times are epoch
 * milliseconds.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
export interface ReportedSession {
  readonly sessionId: string;
  readonly target: string | null;
  /** ARN. */
  readonly owner: string | null;
  readonly status: string | null;
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly documentName: string | null;
  readonly reason: string | null;
  /** What went wrong, if anything. */
  readonly details: string | null;
  readonly accessType: string | null;
}
