import type { UnreadableCode } from "../logs/DataMessage.ts";

type PayloadCode = UnreadableCode | "not-an-event" | "not-a-record";

/**
 * A whole payload that can't be read. Thrown, so that Lambda keeps it at the failure destination,
 * where name and message are all that is shown.
 */
export class UnreadablePayloadError extends Error {
  override readonly name = "UnreadablePayloadError";
  readonly code: PayloadCode;

  constructor(code: PayloadCode, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}
