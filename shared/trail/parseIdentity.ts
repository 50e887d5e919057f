import { isObject } from "../logs/isObject.ts";
import { textIn } from "../logs/textIn.ts";
import { actorKey } from "./actorKey.ts";
import { actorName, assumedRoleOf, permissionSetOf, roleSessionName } from "./actorName.ts";
import type { Identity, ProofField } from "./Identity.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Reads a record's `userIdentity`; null where it holds none. Unknown types are kept. */
export function parseIdentity(
  value: unknown,
  partition: string,
  console: boolean,
): Identity | null {
  if (!isObject(value)) return null;
  const type = textIn(value.type) ?? "unknown";
  const proof = proofOf(value, console);
  const actor = actorOf(type, value, partition);
  return { type, actor, name: nameOf(type, actor, proof), proof };
}

function actorOf(type: string, value: Fields, partition: string): string | null {
  const arn = textIn(value.arn);
  if (arn !== null) return actorKey(arn);
  const account = textIn(value.accountId);
  const principal = textIn(value.principalId);
  if (type === "Root" && account !== null) return `arn:${partition}:iam::${account}:root`;
  const assumed = type === "AssumedRole" ? roleOf(value) : null;
  if (assumed !== null && account !== null)
    return `arn:${partition}:sts::${account}:assumed-role/${assumed.role}/${assumed.sessionName}`;
  const user = onBehalfOf(value).userId;
  if (user !== null) return `arn:${partition}:identitystore:::user/${user}`;
  const service = textIn(value.invokedBy);
  if (service !== null) return service;
  if (account !== null && principal !== null) return `${account}:${principal}`;
  return principal ?? account;
}

/** A role's session, where its ARN is not given. */
function roleOf(value: Fields): { role: string; sessionName: string } | null {
  const issuer = issuerOf(value);
  const role = textIn(issuer.userName) ?? textIn(issuer.arn)?.split("/").at(-1);
  const sessionName = textIn(value.principalId)?.split(":")[1];
  return role === undefined || sessionName === undefined ? null : { role, sessionName };
}

const part = (value: Fields, name: string): Fields => {
  const found = value[name];
  return isObject(found) ? found : {};
};

const issuerOf = (value: Fields): Fields => part(part(value, "sessionContext"), "sessionIssuer");

function onBehalfOf(value: Fields): { userId: string | null; store: string | null } {
  const { userId, identityStoreArn } = part(value, "onBehalfOf");
  return { userId: textIn(userId), store: textIn(identityStoreArn) };
}

function proofOf(value: Fields, console: boolean): Identity["proof"] {
  const context = part(value, "sessionContext");
  const assumed = assumedRoleOf(textIn(value.arn) ?? "") ?? roleOf(value);
  const { userId, store } = onBehalfOf(value);
  const all: Record<ProofField, string | null> = {
    account: textIn(value.accountId),
    principalId: textIn(value.principalId),
    role: assumed?.role ?? null,
    sessionName: assumed?.sessionName ?? null,
    sourceIdentity: textIn(context.sourceIdentity),
    permissionSet: assumed === null ? null : permissionSetOf(assumed.role),
    identityCenterUser: userId,
    identityStore: store,
    webIdentityProvider: textIn(part(context, "webIdFederationData").federatedProvider),
    instanceRole: textIn(context.ec2RoleDelivery),
    invokedBy: textIn(value.invokedBy),
    accessKey: textIn(value.accessKeyId),
    mfa: textIn(part(context, "attributes").mfaAuthenticated),
    console: console ? "true" : null,
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== null));
}

function nameOf(type: string, actor: string | null, proof: Identity["proof"]): string {
  const said = saidName(type, actor, proof);
  return proof.sourceIdentity === undefined || said.startsWith(`${proof.sourceIdentity} `)
    ? said
    : `${proof.sourceIdentity} as ${said}`;
}

function saidName(type: string, actor: string | null, proof: Identity["proof"]): string {
  const { role, sessionName, account, principalId, invokedBy, webIdentityProvider } = proof;
  switch (type) {
    case "AssumedRole":
      if (role === undefined || sessionName === undefined) break;
      if (proof.instanceRole !== undefined) return `instance ${sessionName} (role ${role})`;
      return webIdentityProvider === undefined
        ? roleSessionName(role, sessionName)
        : `${sessionName} (role ${role}, from ${webIdentityProvider})`;
    case "AWSService":
      return `service ${invokedBy ?? "unknown"}`;
    case "AWSAccount":
      return `${principalId ?? "somebody"} of account ${account ?? "unknown"}`;
    case "IAMUser":
    case "Root":
    case "FederatedUser":
    case "IdentityCenterUser":
      break;
    default:
      return `${actor === null ? "somebody" : actorName(actor)} (${type})`;
  }
  return actor === null ? `somebody (${type})` : actorName(actor);
}
