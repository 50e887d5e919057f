/**
 * Who made a call, as CloudTrail's `userIdentity` tells it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export interface Identity {
  /** CloudTrail's own word, `AssumedRole` or another; kept where nobody knows it. */
  readonly type: string;
  /**
   * What all evidence of one actor has in common (`actorKey`): an ARN; a service's name; where
   * another account's principal has no ARN, account and principal ID. Null: the record names nobody.
   */
  readonly actor: string | null;
  /** As a person would say it: `maya@example.com (Identity Center, MLEngineer)`. */
  readonly name: string;
  /** What the name rests on, by CloudTrail's field: only those that the record holds. */
  readonly proof: Readonly<Partial<Record<ProofField, string>>>;
}

export type ProofField =
  | "account"
  | "principalId"
  | "role"
  /** Of the role session: its caller picks it, so by itself it proves nothing. */
  | "sessionName"
  /** Set where a role was first assumed; who goes on to another role can't change it. */
  | "sourceIdentity"
  | "permissionSet"
  | "identityCenterUser"
  | "identityStore"
  | "webIdentityProvider"
  | "instanceRole"
  | "invokedBy"
  | "accessKey"
  | "mfa"
  | "console";
