/** What the agent knows about the session it records. */
export interface SessionFacts {
  readonly sessionId: string;
  readonly targetId: string;
  readonly ownerArn: string;
  readonly region: string;
}
