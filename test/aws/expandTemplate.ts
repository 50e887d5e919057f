import { spawnSync } from "node:child_process";

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** template.yaml as CloudFormation will see it, or why it can't be expanded here. */
export function expandTemplate(): { template: Template } | { unavailable: string } {
  const python = process.env["PYTHON"] ?? "python3";
  if (spawnSync(python, ["-c", "import samtranslator"]).status !== 0) {
    return { unavailable: `${python} has no aws-sam-translator` };
  }
  const { status, stdout, stderr } = spawnSync(python, ["infra/template/expand.py"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`infra/template/expand.py: ${stderr}`);
  return { template: JSON.parse(stdout) as Template };
}

interface PlainPolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}
type InlinePolicy = PlainPolicy | { readonly "Fn::If": readonly [string, PlainPolicy, unknown] };

/** The inline policies of a role, those that depend on a condition included. */
export function policiesOf({ Resources }: Template, role: string): readonly PlainPolicy[] {
  const policies = (Resources[role]?.Properties["Policies"] ?? []) as readonly InlinePolicy[];
  return policies.map((each) => ("Fn::If" in each ? each["Fn::If"][1] : each));
}

export const statementsOf = (template: Template, role: string): readonly Statement[] =>
  policiesOf(template, role).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
