/**
 * One record of streamed session data, as the SSM agent writes it.
 * Source: amazon-ssm-agent agent/agentlogstocloudwatch/cloudwatchlogspublisher.
 */
export interface SessionRecord {
  /** The record's own `eventTime`, epoch milliseconds: when it was built. Null if unreadable. */
  readonly builtAt: number | null;
  readonly region: string;
  readonly targetId: string;
  readonly ownerArn: string;
  readonly runAsUser: string;
  readonly sessionId: string;
  /** Cleaned lines; prompt, echo and output mixed. */
  readonly lines: readonly string[];
}
