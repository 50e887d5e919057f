import { InvalidArgumentError, type Command } from "commander";

/** The flags that name a deployed store, with what its stack was given. */
export function addTableFlags(command: Command): Command {
  return command
    .option("--table <name>", "a deployed store's table (`TableName` of the stack), not --store")
    .option("--fragment-days <days>", "with --table: the stack's `FragmentDays`", days, 400)
    .option("--command-days <days>", "with --table: the stack's `CommandDays`", days, 2557)
    .option("--archive-bucket <name>", "with --table: the stack's evidence archive, if it has one");
}

function days(value: string): number {
  if (!/^[1-9][0-9]{0,4}$/.test(value)) throw new InvalidArgumentError("give a number of days.");
  return Number(value);
}
