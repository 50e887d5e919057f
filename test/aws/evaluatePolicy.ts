import type { Statement } from "./expandTemplate.ts";
import type { Call } from "./lambda/recordCalls.ts";
import { ACCOUNT, REGION } from "./standIn/motoAccount.ts";

/** Whether the statements let the call pass, and by which of them: a Deny outranks every Allow. */
export function evaluate(
  statements: readonly Statement[],
  call: Call,
): { readonly allowed: boolean; readonly by: readonly string[] } {
  const matching = statements.filter((statement) => matches(statement, call));
  const denied = matching.some(({ Effect }) => Effect === "Deny");
  const by = matching.filter(({ Effect }) => Effect === "Allow").map(({ Sid }) => Sid);
  return { allowed: !denied && by.length > 0, by };
}

/** Each single action that a statement allows and no call needed, but for what others do in the role's name. */
export const unusedOf = (
  statements: readonly Statement[],
  made: readonly Call[],
): readonly Statement[] =>
  statements
    .filter(({ Effect, Sid }) => Effect === "Allow" && !BY_OTHERS.includes(Sid))
    .flatMap((statement) => [statement.Action].flat().map((Action) => ({ ...statement, Action })))
    .filter((one) => !made.some((call) => evaluate([one], call).allowed));

/** What Lambda does in the role's name, and the key's use, which the service asks for. */
const BY_OTHERS: readonly string[] = [
  "PutFailedEvents",
  "FindFailureBucket",
  "WriteOwnLog",
  "UseKeyThroughTable",
  "UseKeyThroughBucket",
  "UseKeyThroughTableAndBucket",
  "UseKeyThroughArchive",
];

const matches = ({ Action, Resource, Condition }: Statement, call: Call): boolean =>
  [Action].flat().some((action) => like(action, call.action)) &&
  resourcesOf(Resource).some((pattern) => like(pattern, call.resource)) &&
  Object.entries((Condition ?? {}) as Conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, [wanted].flat(), call)),
  );

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** As far as the template goes; anything else is a mistake in the test, not a pass. */
function holds(operator: string, key: string, wanted: readonly string[], call: Call): boolean {
  if (key !== "dynamodb:LeadingKeys") throw new Error(`no condition on ${key} is known here`);
  const fits = (value: string): boolean => wanted.some((pattern) => like(pattern, value));
  switch (operator) {
    case "ForAllValues:StringLike":
      return call.leadingKeys.every(fits);
    case "ForAnyValue:StringLike":
      return call.leadingKeys.some(fits);
    case "Null":
      return (call.leadingKeys.length === 0) === (wanted[0] === "true");
    default:
      throw new Error(`no operator ${operator} is known here`);
  }
}

/**
 * `!GetAtt Table.Arn` is `Table`; `!Sub ${Evidence.Arn}/evidence/*` is `Evidence/evidence/*`; other
 * ARNs are those of the tests' account, whose one session log group is the default.
 */
function resourcesOf(resource: unknown): readonly string[] {
  if (Array.isArray(resource)) return resource.flatMap(resourcesOf);
  if (typeof resource === "string") return [resource];
  const { "Fn::GetAtt": att, "Fn::Sub": sub, "Fn::If": choice, Ref: ref } = resource as Intrinsic;
  if (att !== undefined) return [att[0]];
  if (choice !== undefined) return resourcesOf(choice[2]);
  if (sub !== undefined) return [substitute(typeof sub === "string" ? sub : sub[0])];
  return ref === "AWS::NoValue" ? [] : [String(ref)];
}

interface Intrinsic {
  readonly "Fn::GetAtt"?: readonly [string, string];
  readonly "Fn::Sub"?: string | readonly [string, unknown];
  /** Conditions of parameters that have no value by default. */
  readonly "Fn::If"?: readonly [string, unknown, unknown];
  readonly Ref?: string;
}

const substitute = (text: string): string =>
  text
    .replaceAll("${AWS::Partition}", "aws")
    .replaceAll("${AWS::Region}", REGION)
    .replaceAll("${AWS::AccountId}", ACCOUNT)
    .replaceAll("${Name}", "/ssm/session-logs")
    .replaceAll(/\$\{(\w+)\.Arn\}/g, "$1");

function like(pattern: string, value: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.$^()[\]{}|\\+?]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}
