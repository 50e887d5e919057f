import { isObject } from "../logs/isObject.ts";

/** What EventBridge delivered. */
export type TrailEvent =
  /** A CloudTrail record, not read yet. */
  | { readonly kind: "record"; readonly record: unknown }
  /** An event of another service, or of another kind. */
  | { readonly kind: "other"; readonly detailType: string }
  | { readonly kind: "unreadable"; readonly detail: string };

/**
 * Takes the record out of an EventBridge event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function readTrailEvent(event: unknown): TrailEvent {
  if (!isObject(event) || typeof event["detail-type"] !== "string")
    return { kind: "unreadable", detail: "the payload is no EventBridge event: no detail-type" };
  const detailType = event["detail-type"];
  if (detailType !== "AWS API Call via CloudTrail") return { kind: "other", detailType };
  return isObject(event.detail)
    ? { kind: "record", record: event.detail }
    : { kind: "unreadable", detail: "the EventBridge event holds no record: no detail" };
}
