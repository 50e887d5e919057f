import { isObject } from "../logs/isObject.ts";
import { parseArn } from "../logs/parseArn.ts";
import { formatScope, parseScope, UNKNOWN, type Scope } from "../target/Scope.ts";

/** Where the call was made: the account and region that the record names, else what is told. */
export function trailScope(record: unknown, told: Pick<Scope, "partition" | "region">): Scope {
  const unknown = { ...told, accountId: UNKNOWN };
  if (!isObject(record)) return unknown;
  const { recipientAccountId, awsRegion, userIdentity } = record;
  const arn = isObject(userIdentity) ? userIdentity.arn : undefined;
  const partition = typeof arn === "string" ? parseArn(arn)?.partition : undefined;
  const scope = {
    partition: partition ?? told.partition,
    accountId: typeof recipientAccountId === "string" ? recipientAccountId : UNKNOWN,
    region: typeof awsRegion === "string" ? awsRegion : told.region,
  };
  return parseScope(formatScope(scope)) ?? unknown;
}
