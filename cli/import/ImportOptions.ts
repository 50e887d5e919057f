/** What the command line says of the input that the input itself does not. */
export interface ImportOptions {
  readonly partition: string;
  readonly region: string;
  /** For payloads that name no account; null: unknown. */
  readonly account: string | null;
  /** For output of the AWS CLI, which names neither group nor, in part, stream. */
  readonly logGroup: string | null;
  readonly logStream: string | null;
  /** Session Manager's log groups; null: every group that is not SageMaker's. */
  readonly sessionLogGroups: readonly string[] | null;
  /** Session log groups hold sessions of SageMaker endpoints only. */
  readonly declared: boolean;
  /** Minutes that a session without a known end is taken to last. */
  readonly sessionMinutes: number;
}
