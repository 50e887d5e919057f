/**
 * Where an identity lives: every endpoint, target, session and log event begins with it.
 * A part nobody told us is `unknown`, never a default.
 */
export interface Scope {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

export const UNKNOWN = "unknown";

/** `aws/123456789012/us-east-1`; the parts hold no slash (`parseScope` refuses others). */
export const formatScope = (scope: Scope): string =>
  `${scope.partition}/${scope.accountId}/${scope.region}`;

const PARTS = /^([a-z0-9-]{1,32})\/([0-9]{12}|unknown)\/([a-z0-9-]{1,32})$/;

/** The inverse of {@link formatScope}; `undefined` for text that is not a scope. */
export function parseScope(text: string): Scope | undefined {
  const [, partition, accountId, region] = PARTS.exec(text) ?? [];
  if (partition === undefined || accountId === undefined || region === undefined) return undefined;
  return { partition, accountId, region };
}
