/** Why CloudWatch Logs could not be read. */
export type SourceErrorCode =
  "no-region" | "no-credentials" | "expired" | "denied" | "throttled" | "unreachable" | "refused";

export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
