import { randomBytes } from "node:crypto";
import type { Hono } from "hono";
import { ask } from "../shared/app/ask.ts";
import type { Ports } from "../shared/app/Ports.ts";
import { recordAccess } from "../shared/app/recordAccess.ts";
import { queryApi } from "../shared/http/queryApi.ts";
import type { Serving } from "../shared/http/serveLoopback.ts";
import { serveQuery } from "../shared/http/serveQuery.ts";
import { contract } from "../shared/openapi/contract.ts";
import { CliError } from "./CliError.ts";
import type { Context } from "./Context.ts";
import { EXIT } from "./ExitCode.ts";
import { thisUser } from "./thisUser.ts";

type Telling = Pick<Context, "note" | "flags">;

/** The query function on loopback, and how to ask it. */
export async function serveHere(
  context: Telling,
  ports: Ports,
  { port, mayReveal }: { readonly port: number; readonly mayReveal: boolean },
): Promise<{ serving: Serving; url: string; token: string }> {
  const token = randomBytes(32).toString("hex");
  const api = queryHere(context, ports, mayReveal);
  const serving = await serveQuery({ api, token, port }).catch(toListenError(port));
  return { serving, url: `http://127.0.0.1:${serving.port}`, token };
}

/** The questions, answered from this store. */
export const queryHere = ({ note, flags }: Telling, ports: Ports, mayReveal: boolean): Hono =>
  queryApi({
    ask: (question) => ask(ports, question, { mayReveal }),
    told: (question, answer) => recordAccess(ports, thisUser("loopback"), question, answer),
    now: () => ports.now(),
    openapi: contract,
    report: (failure) =>
      note(`a question failed: ${flags.debug === true ? detail(failure) : String(failure)}`),
  });

export const toListenError =
  (port: number) =>
  (cause: unknown): never => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      EXIT.unreachable,
      `port ${port} of 127.0.0.1 can't be listened on (${why}): name another one with --port`,
      { cause },
    );
  };

const detail = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
