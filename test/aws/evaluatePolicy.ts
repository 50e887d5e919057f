import type { Statement } from "./expandTemplate.ts";
import type { Call } from "./lambda/recordCalls.ts";

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

const matches = ({ Action, Resource, Condition }: Statement, call: Call): boolean =>
  [Action].flat().some((action) => like(action, call.action)) &&
  like(resourceOf(Resource), call.resource) &&
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

/** `!GetAtt Table.Arn` is `Table`; `!Sub ${Evidence.Arn}/evidence/*` is `Evidence/evidence/*`. */
function resourceOf(resource: unknown): string {
  const { "Fn::GetAtt": att, "Fn::Sub": sub } = resource as {
    readonly "Fn::GetAtt"?: readonly [string, string];
    readonly "Fn::Sub"?: string;
  };
  if (att !== undefined) return att[0];
  return String(sub).replace(/\$\{(\w+)\.Arn\}/, "$1");
}

function like(pattern: string, value: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.$^()[\]{}|\\+?]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}
