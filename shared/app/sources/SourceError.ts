/** Why a source could not be read. */
export type SourceErrorCode =
  | "no-region"
  | "no-credentials"
  | "expired"
  | "denied"
  | "throttled"
  | "unreachable"
  /** It isn't there any more: a log group or stream that was deleted. */
  | "gone"
  /** A subscription filter's slot, or another quota. */
  | "full"
  | "refused";

/** A source said no, or nothing. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
