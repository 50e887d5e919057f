import { Option, type Command } from "commander";
import { parameters, type Parameter } from "../../shared/query/parameters.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { usageError } from "../CliError.ts";
import type { Given } from "../askPages.ts";
import type { Flags } from "../Flags.ts";

/** Told by flags that every command takes. */
const GLOBAL = ["since", "until", "account", "region"] as const;
const PAGING = ["maxResults", "nextToken"];

/** Gives a command the flags of its question, save those it takes as arguments. */
export function addQuestionFlags(command: Command, asked: Ask, except: readonly string[]): void {
  const skipped: readonly string[] = [...GLOBAL, ...PAGING, ...except];
  for (const parameter of parameters[asked])
    if (!skipped.includes(parameter.name)) command.addOption(optionOf(parameter));
}

function optionOf({ name, kind, about, choices }: Parameter): Option {
  if (kind === "flag") return new Option(`--${name}`, about);
  const option = new Option(`--${name} <${name}>`, about);
  return choices === undefined ? option : option.choices([...choices]);
}

/** What the flags ask. Throws where the question takes no such flag. */
export function givenBy(
  asked: Ask,
  own: Readonly<Record<string, unknown>>,
  flags: Flags,
  name: string,
): Given {
  const given: Record<string, string | undefined> = {};
  for (const parameter of parameters[asked]) {
    const value = own[parameter.name];
    if (typeof value === "string") given[parameter.name] = value;
    if (value === true) given[parameter.name] = "true";
  }
  for (const flag of GLOBAL) {
    const value = flags[flag];
    if (value === undefined) continue;
    if (!parameters[asked].some((parameter) => parameter.name === flag))
      throw usageError(`${name} takes no --${flag}: leave it out`);
    given[flag] = value;
  }
  return given;
}
