import type { Command } from "commander";
import type { Context } from "../Context.ts";
import type { ExitCode } from "../ExitCode.ts";

/** Arguments as commander hands them over, missing ones left out. */
export type Arguments = readonly (string | readonly string[] | undefined)[];

/** What a command does; the exit code is what it found. */
export type Work = (
  context: Context,
  given: Arguments,
  own: Readonly<Record<string, unknown>>,
) => Promise<ExitCode>;

/** Gives a command its work; flags are read and errors told in one place. */
export type Run = (command: Command, work: Work) => void;
