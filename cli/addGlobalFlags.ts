import { InvalidArgumentError, Option, type Command } from "commander";
import { MOST_RESULTS } from "../shared/query/limits.ts";
import { OUTPUTS } from "./Flags.ts";

/** Gives the program the flags that every command takes. */
export function addGlobalFlags(program: Command): void {
  const options = [
    new Option("--output <format>", "how to print the answer")
      .choices([...OUTPUTS])
      .default("table"),
    new Option(
      "--query <jmespath>",
      "take a part of the answer, as in `--query 'items[].command'`",
    ),
    new Option("--store <folder>", "where evidence is kept").env("SSMTRAIL_STORE"),
    new Option("--region <region>", "only this region; on import, the region of what is imported"),
    new Option("--account <id>", "only this account; on import, for what names none").argParser(
      account,
    ),
    new Option("--partition <name>", "on import: aws, aws-cn, aws-us-gov, …").argParser(partition),
    new Option("--since <time>", "RFC 3339, a date, or 30m, 24h, 7d, 2w ago"),
    new Option("--until <time>", "as --since; a date stands for its end (UTC)"),
    new Option("--max-items <count>", "how many to list, or `all`").argParser(maxItems).default(50),
    new Option("--starting-token <token>", "go on where a list ended"),
    new Option("--page-size <count>", "how many to ask the store for at once").argParser(pageSize),
    new Option("--profile <name>", "whose AWS credentials to use, with --from-aws"),
    new Option(
      "--endpoint-url <url>",
      "another address of CloudWatch Logs, with --from-aws",
    ).argParser(url),
    new Option("--color <when>", "NO_COLOR is respected too")
      .choices(["auto", "always", "never"])
      .default("auto"),
    new Option("--debug", "tell where an error comes from"),
  ];
  for (const option of options) program.addOption(option);
}

const checked =
  (pattern: RegExp, expected: string) =>
  (value: string): string => {
    if (!pattern.test(value)) throw new InvalidArgumentError(`give ${expected}.`);
    return value;
  };

const account = checked(/^([0-9]{12}|unknown)$/, "twelve digits");
const partition = checked(
  /^[a-z0-9-]{1,32}$/,
  "aws, aws-cn, aws-us-gov or another partition's name",
);

function url(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new InvalidArgumentError("give a URL, such as http://127.0.0.1:5000.");
  return value;
}

function maxItems(value: string): number {
  if (value === "all") return Infinity;
  return count(value, 1_000_000_000, "a number, or `all`");
}

const pageSize = (value: string): number =>
  count(value, MOST_RESULTS, `a number from 1 to ${MOST_RESULTS}`);

function count(value: string, most: number, expected: string): number {
  const number = /^[0-9]{1,10}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw new InvalidArgumentError(`give ${expected}.`);
  return number;
}
