import type { UnreadableCode } from "../logs/DataMessage.ts";

/**
 * A whole payload that can't be read. Thrown, so that Lambda keeps it at the failure destination,
 * where name and message are all that is shown.
 */
export class UnreadablePayloadError extends Error {
  override readonly name = "UnreadablePayloadError";
  readonly code: UnreadableCode;

  constructor(code: UnreadableCode, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}
