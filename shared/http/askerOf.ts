import type { Asker } from "../query/Access.ts";
import { isUrlEvent } from "./answerUrlEvent.ts";

/**
 * Who invoked the function. A URL that asks for IAM signatures names its caller; of a direct
 * invocation Lambda says nothing, only CloudTrail does.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function askerOf(event: unknown): Asker {
  if (!isUrlEvent(event)) return { who: null, account: null, via: "invoke" };
  const iam = field(field(event.requestContext, "authorizer"), "iam");
  const [who, account] = [field(iam, "userArn"), field(iam, "accountId")];
  return { who: textOr(who), account: textOr(account), via: "function-url" };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const textOr = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
