import { EXIT, type ExitCode } from "./ExitCode.ts";

/** Ends the program with a message: what, where and what to do. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exit: ExitCode;

  constructor(exit: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
  }
}

export const usageError = (message: string): CliError => new CliError(EXIT.usage, message);
