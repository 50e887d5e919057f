import { lastStage } from "./lastStage.ts";

/** What these print begins with a number, an offset or a file's name in each line. */
const NUMBERED =
  /^(?:uniq (?:-\S+ )*-\w*c|wc\b|nl\b|cat (?:-\S+ )*-\w*n|grep (?:-\S+ )*-[A-Za-dg-z]*[nc]|history(?: \d+)?$|xxd(?! .*-\w*[pr])|hexdump\b|od\b)/;

/** Whether each line that a command prints begins with something that no prompt begins with. */
export const numbersLines = (command: string): boolean =>
  NUMBERED.test(lastStage(command)?.stage ?? "");
