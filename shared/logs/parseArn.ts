import { UNKNOWN, type Scope } from "../target/Scope.ts";

export interface Arn extends Scope {
  readonly service: string;
  /** What follows the fifth colon, colons included. */
  readonly resource: string;
}

const ARN =
  /^arn:([a-z0-9-]{1,32}):([a-z0-9-]{1,64}):([a-z0-9-]{0,32}):([0-9]{12}|):([^\s]{1,2000})$/;

/** Splits an ARN; a global one's region (`iam`, `sts`) and a public one's account are `unknown`. */
export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text);
  if (match === null) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = match;
  return {
    partition,
    service,
    region: region === "" ? UNKNOWN : region,
    accountId: accountId === "" ? UNKNOWN : accountId,
    resource,
  };
}
