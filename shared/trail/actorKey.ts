import { parseArn } from "../logs/parseArn.ts";

/**
 * What the ARNs that different sources give one actor have in common. A role is named by
 * `arn:<partition>:sts::<account>:assumed-role/<role name>/<session name>` whatever its path: role
 * names are unique in an account.
 */
export function actorKey(arn: string): string {
  const parsed = parseArn(arn);
  if (parsed === undefined || parsed.service !== "sts") return arn;
  const parts = parsed.resource.split("/");
  if (parts[0] !== "assumed-role" || parts.length <= 3) return arn;
  return arn.slice(0, -parsed.resource.length) + ["assumed-role", ...parts.slice(-2)].join("/");
}
