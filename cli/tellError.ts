import { StoreError } from "../shared/app/StoreError.ts";
import { CliError } from "./CliError.ts";
import type { Context } from "./Context.ts";
import { EXIT, type ExitCode } from "./ExitCode.ts";

/** Says what went wrong and what to do, and which exit code that is. */
export function tellError({ note, flags }: Context, error: unknown): ExitCode {
  // The reader of a pipe went away (`| head`): that is no error of ours.
  if (isBrokenPipe(error)) return EXIT.right;
  const [exit, message] = explain(error);
  note(`ssmtrail: ${message}`);
  if (flags.debug === true && error instanceof Error) note(stackOf(error));
  return exit;
}

function explain(error: unknown): [ExitCode, string] {
  if (error instanceof CliError) return [error.exit, error.message];
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreError) return [EXIT.unreachable, message];
  const code = codeOf(error);
  if (/^(EACCES|EPERM|EROFS|ENOSPC|ENOTDIR|EEXIST|ENOENT)$/.test(code))
    return [EXIT.unreachable, `${message}: name another folder with --store, or make room`];
  if (/sqlite|database/i.test(`${code} ${message}`))
    return [
      EXIT.unreachable,
      `the store can't be used (${message}): is it a ssmtrail store, and may you write there? --store names another folder`,
    ];
  return [EXIT.wrong, `${message} (this is a mistake in ssmtrail; --debug tells where)`];
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const isBrokenPipe = (error: unknown): boolean =>
  /^(EPIPE|ERR_STREAM_DESTROYED|ERR_STREAM_WRITE_AFTER_END)$/.test(codeOf(error));

const stackOf = (error: Error): string =>
  `${error.stack ?? error.message}${error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : ""}`;
