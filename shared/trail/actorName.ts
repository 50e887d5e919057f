import { parseArn } from "../logs/parseArn.ts";

/** `AWSReservedSSO_<permission set>_<16 hex digits>`: the role that Identity Center makes. */
const SSO_ROLE = /^AWSReservedSSO_(.{1,64})_[0-9a-f]{16}$/;

export const permissionSetOf = (role: string): string | null => SSO_ROLE.exec(role)?.[1] ?? null;

/** Role and session name of an assumed role's ARN. */
export function assumedRoleOf(arn: string): { role: string; sessionName: string } | undefined {
  const [kind, ...rest] = parseArn(arn)?.resource.split("/") ?? [];
  const [role, sessionName] = rest.slice(-2);
  if (kind !== "assumed-role" || role === undefined || sessionName === undefined) return undefined;
  return { role, sessionName };
}

/** An actor's ARN as a person would say it; what is no ARN stays as it is. */
export function actorName(actor: string): string {
  const assumed = assumedRoleOf(actor);
  if (assumed !== undefined) return roleSessionName(assumed.role, assumed.sessionName);
  const { service, accountId = "", resource = "" } = parseArn(actor) ?? {};
  if (service === "identitystore") return `Identity Center user ${lastOf(resource)}`;
  if (service !== "iam" && service !== "sts") return actor;
  if (resource === "root") return `root of account ${accountId}`;
  if (resource.startsWith("user/")) return lastOf(resource);
  if (resource.startsWith("federated-user/")) return `${lastOf(resource)} (federated)`;
  return resource;
}

export function roleSessionName(role: string, sessionName: string): string {
  const permissionSet = permissionSetOf(role);
  return permissionSet === null
    ? `${sessionName} (role ${role})`
    : `${sessionName} (Identity Center, ${permissionSet})`;
}

const lastOf = (resource: string): string => resource.slice(resource.lastIndexOf("/") + 1);
