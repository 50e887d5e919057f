/** One CloudWatch log event. `id` is null where the source gives none (`get-log-events`). */
export interface LogEvent {
  readonly id: string | null;
  /** Epoch milliseconds: when the event was shipped. */
  readonly timestamp: number;
  readonly message: string;
}
