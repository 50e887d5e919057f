// `npm run deploy`: asks, says what will be made and what it costs, then builds and deploys.
// `npm run destroy`: takes the stack away and says what it leaves: the evidence.
// Both need the AWS SAM CLI and credentials; --dry-run needs neither.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { costTable, perThousand, SESSION } from "./cost.mjs";
import { countTypes, resourcesIn } from "./resources.mjs";

const USAGE = `npm run deploy -- [--stack-name NAME] [--region REGION] [--parameter NAME=VALUE]… [--yes] [--dry-run]
npm run destroy -- [--stack-name NAME] [--region REGION] [--yes] [--dry-run]`;

const EXIT = { right: 0, wrong: 1, usage: 64, unreachable: 69 };

/** What is asked unless told; the other parameters have defaults that suit most. */
const ASKED = [
  [
    "SessionLogGroups",
    "Session Manager's log groups, at most three, with commas",
    "/ssm/session-logs",
  ],
  ["SageMakerOnlyLogGroups", "those of them that hold sessions of SageMaker endpoints only", ""],
  [
    "EvidenceArchive",
    "keep raw payloads under Object Lock: NONE, GOVERNANCE or COMPLIANCE",
    "NONE",
  ],
  ["AlarmTopicArn", "SNS topic for alarms, or nothing", ""],
];

class Refusal extends Error {
  constructor(exit, message) {
    super(message);
    this.exit = exit;
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = error.exit;
}

async function run(args) {
  const { action, options } = read(args);
  const template = readFileSync("template.yaml", "utf8");
  return action === "deploy" ? deploy(template, options) : destroy(template, options);
}

function read(args) {
  const [action, ...rest] = args;
  try {
    if (action !== "deploy" && action !== "destroy") throw new Error("deploy or destroy?");
    const { values } = parseArgs({
      args: rest,
      options: {
        "stack-name": { type: "string", default: "ssmtrail" },
        region: { type: "string" },
        parameter: { type: "string", multiple: true, default: [] },
        yes: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
      },
    });
    if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(values["stack-name"]))
      throw new Error("--stack-name: a letter, then letters, digits and hyphens");
    return { action, options: { ...values, parameters: pairsOf(values.parameter) } };
  } catch (error) {
    throw new Refusal(EXIT.usage, `${error.message}\n\n${USAGE}`);
  }
}

function pairsOf(given) {
  return new Map(
    given.map((pair) => {
      const [name, ...value] = pair.split("=");
      if (value.length === 0 || !/^\w+$/.test(name))
        throw new Error(`--parameter ${JSON.stringify(pair)} is no NAME=VALUE`);
      return [name, value.join("=")];
    }),
  );
}

async function deploy(template, options) {
  const known = new Set(
    [...template.matchAll(/^ {2}(\w+):\n {4}Type: (?!AWS::)/gm)].map(([, name]) => name),
  );
  for (const name of options.parameters.keys())
    if (!known.has(name))
      throw new Refusal(
        EXIT.usage,
        `the template has no parameter ${name}; it has ${[...known].join(", ")}`,
      );
  const parameters = await askFor(options);
  console.log(whatIsMade(template, options, parameters));
  if (options["dry-run"]) return EXIT.right;
  if (!(await confirmed(options, "Make this?"))) return EXIT.wrong;
  need("npm", ["run", "--silent", "build"]);
  need("sam", ["build"]);
  return need("sam", [
    "deploy",
    "--stack-name",
    options["stack-name"],
    "--capabilities",
    "CAPABILITY_IAM",
    "--resolve-s3",
    "--no-fail-on-empty-changeset",
    ...regionOf(options),
    "--parameter-overrides",
    ...[...parameters].map(([name, value]) => `${name}=${value}`),
  ]);
}

async function askFor({ parameters, yes, "dry-run": dry }) {
  const told = new Map(parameters);
  if (yes || dry || !process.stdin.isTTY) return told;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  for (const [name, about, usual] of ASKED) {
    if (told.has(name)) continue;
    const answer = (await lines.question(`${name}: ${about} [${usual}] `)).trim();
    if (answer !== "") told.set(name, answer);
  }
  lines.close();
  return told;
}

function whatIsMade(template, options, parameters) {
  const archive = (parameters.get("EvidenceArchive") ?? "NONE") !== "NONE";
  const dashboard = (parameters.get("Dashboard") ?? "yes") === "yes";
  const off = new Set([...(archive ? [] : ["HasArchive"]), ...(dashboard ? [] : ["HasDashboard"])]);
  const resources = resourcesIn(template).filter(({ condition }) => !off.has(condition));
  return [
    `stack ${options["stack-name"]}${options.region === undefined ? "" : ` in ${options.region}`}, with`,
    ...countTypes(resources).map(([type, count]) => `  ${String(count).padStart(3)}  ${type}`),
    ...[...parameters].map(([name, value]) => `  ${name} = ${value}`),
    "",
    `A month, in dollars of us-east-1's list prices; a session has ${SESSION.commands} commands of ${SESSION.outputLines} lines each.`,
    "A region of yours may cost more. docs/cost.md has the arithmetic.",
    "",
    costTable({ archive, dashboard }),
    "",
    `A thousand sessions: $${perThousand("streamed").toFixed(2)} streamed, $${perThousand("transcript").toFixed(2)} as whole transcripts.`,
  ].join("\n");
}

async function destroy(template, options) {
  const kept = resourcesIn(template).filter(({ retained }) => retained);
  console.log(
    [
      `stack ${options["stack-name"]} goes. What holds evidence stays, and goes on to cost what it holds:`,
      ...kept.map(({ name, type }) => `  ${name} (${type})`),
    ].join("\n"),
  );
  if (options["dry-run"]) return EXIT.right;
  if (!(await confirmed(options, "Take it away?"))) return EXIT.wrong;
  return need("sam", [
    "delete",
    "--no-prompts",
    "--stack-name",
    options["stack-name"],
    ...regionOf(options),
  ]);
}

function regionOf({ region }) {
  return region === undefined ? [] : ["--region", region];
}

async function confirmed({ yes }, question) {
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new Refusal(
      EXIT.usage,
      "nobody is there to be asked: --yes goes on, --dry-run only tells",
    );
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`${question} [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Runs a program; one that is not there or fails ends the run with what to do. */
function need(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (error !== undefined)
    throw new Refusal(
      EXIT.unreachable,
      `${program} can't be run (${error.code}): install the AWS SAM CLI, or follow docs/operations.md by hand`,
    );
  if (status !== 0)
    throw new Refusal(EXIT.wrong, `${program} ${args[0]} failed: nothing after it was done`);
  return EXIT.right;
}
