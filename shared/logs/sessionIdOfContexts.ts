import { isSessionId } from "./isSessionId.ts";

/** Contexts that the session's ID follows. */
const BEFORE = new Set(["ssm-session-worker", "BasicExecuter", "OutOfProcExecuter"]);

/** Contexts that may follow them in its stead. */
const OTHERS = /^(?:DataBackend$|pluginName=|instanceID=)/;

/** The session that `[ssm-session-worker] [<session ID>] …` names. */
export function sessionIdOfContexts(contexts: readonly string[]): string | null {
  const at = contexts.findIndex((context) => BEFORE.has(context));
  const next = at === -1 ? undefined : contexts[at + 1];
  return next !== undefined && isSessionId(next) && !OTHERS.test(next) ? next : null;
}
