/** What one of the agent's two JSON lines says of a session; null and empty where it is silent. */
export interface SessionPayload {
  readonly sessionId: string | null;
  readonly owner: string | null;
  readonly document: string | null;
  /** As written: an ECS or EC2 name too. */
  readonly target: string | null;
  readonly commands: readonly string[];
  /** The service closed the session's channel. */
  readonly ended: boolean;
  /** The JSON was cut or garbled; the fields above are what could be read anyway. */
  readonly broken: boolean;
}
