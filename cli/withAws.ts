import { SourceError } from "../shared/app/sources/SourceError.ts";
import type { Caller } from "../shared/sources/openCaller.ts";
import { openCaller } from "../shared/sources/openCaller.ts";
import { parseScope } from "../shared/target/Scope.ts";
import { CliError, usageError } from "./CliError.ts";
import { connectionOf } from "./connectionOf.ts";
import type { Context } from "./Context.ts";
import { EXIT } from "./ExitCode.ts";
import { sourceAdvice } from "./sourceAdvice.ts";

/** Does what needs AWS, once it is known who asks; says what to do where AWS says no. */
export async function withAws<T>(
  context: Context,
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  try {
    const caller = await openCaller(connectionOf(context.flags));
    checkAccount(context, caller);
    return await work(caller);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const why = `AWS could not be asked: ${sourceAdvice(error)}`;
    throw new CliError(EXIT.unreachable, why, { cause: error });
  }
}

function checkAccount({ flags }: Context, { scope }: Caller): void {
  const account = parseScope(scope)?.accountId;
  if (flags.account !== undefined && flags.account !== account)
    throw usageError(
      `these credentials are of account ${account ?? "unknown"}, not ${flags.account}: give another --profile, or leave --account out`,
    );
}
