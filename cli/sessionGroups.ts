import type { SessionLister } from "../shared/app/sources/SessionLister.ts";
import { SourceError } from "../shared/app/sources/SourceError.ts";
import type { Context } from "./Context.ts";
import { sourceAdvice } from "./sourceAdvice.ts";

/** The session log groups that were named, else the one of the account's session preferences. */
export async function sessionGroups(
  { note }: Context,
  lister: SessionLister,
  told: unknown,
): Promise<string[]> {
  if (Array.isArray(told)) return told.map(String);
  try {
    const group = await lister.preferredLogGroup();
    if (group === null)
      note(
        "the session preferences name no log group, so no session's text is recorded outside the endpoints' log groups; --session-log-groups names one that has it",
      );
    return group === null ? [] : [group];
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    note(
      `the session preferences could not be read (ssm:GetDocument): ${sourceAdvice(error)}; name the session log groups with --session-log-groups`,
    );
    return [];
  }
}
