import { isSessionId } from "./isSessionId.ts";

/** Contexts that the session's ID follows. */
const isBefore = (context: string | undefined): boolean =>
  context === "ssm-session-worker" ||
  context === "BasicExecuter" ||
  context === "OutOfProcExecuter";

/** Contexts that may follow them in its stead. */
const OTHERS = /^(?:DataBackend$|pluginName=|instanceID=)/;

/** The session that `[ssm-session-worker] [<session ID>] …` names. */
export function sessionIdOfContexts(contexts: readonly string[]): string | null {
  let at = 0;
  while (at < contexts.length && !isBefore(contexts[at])) at++;
  const next = contexts[at + 1];
  return next !== undefined && isSessionId(next) && !OTHERS.test(next) ? next : null;
}
