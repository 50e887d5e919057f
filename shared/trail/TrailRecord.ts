import type { Identity } from "./Identity.ts";

/** The calls that open, take up again and end a session. */
export type TrailAction = "StartSession" | "ResumeSession" | "TerminateSession";

/** A CloudTrail record about a session. */
export interface TrailRecord {
  readonly action: TrailAction;
  readonly eventId: string;
  /** When the call was made, epoch milliseconds; CloudTrail tells whole seconds. */
  readonly time: number;
  /** Null: the call failed before there was one, or CloudTrail left the field out. */
  readonly sessionId: string | null;
  /** Only `StartSession` names one. */
  readonly target: string | null;
  readonly identity: Identity | null;
  /** Null: it succeeded. */
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly document: string | null;
  /** Of the document, in the order of their names. */
  readonly parameters: readonly Parameter[];
  /** Often a ticket. */
  readonly reason: string | null;
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  /** Fields of more than 100 KB that CloudTrail left out. */
  readonly omitted: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Whether the caller was refused, rather than that the call went wrong. */
export const isDenied = (code: string): boolean =>
  /^(?:Client\.)?(?:AccessDenied|Unauthorized|NotAuthorized)/i.test(code);
