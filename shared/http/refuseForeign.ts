import { problem, type Problem } from "./Problem.ts";
import { sameSecret } from "./sameSecret.ts";

export interface LoopbackDoor {
  readonly port: number;
  readonly token: string;
}

/** Why a request to the loopback server is none of its user's, if it isn't. */
export function refuseForeign(headers: Headers, door: LoopbackDoor): Problem | undefined {
  return (
    refuseForeignSite(headers, door.port) ??
    (holdsToken(headers.get("authorization"), door.token)
      ? undefined
      : problem(401, "no-token", "send Authorization: Bearer and the token printed at the start"))
  );
}

/**
 * Any web page can send requests to 127.0.0.1, and a name that resolves to it makes them
 * same-origin (DNS rebinding): so the Host must be ours, and an Origin too where there is one.
 */
export function refuseForeignSite(headers: Headers, port: number): Problem | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = headers.get("host");
  if (host === null || !hosts.includes(host.toLowerCase()))
    return problem(403, "foreign-host", `the Host header must be ${hosts.join(" or ")}`);
  const origin = headers.get("origin");
  if (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return problem(403, "foreign-origin", "other sites' pages get no answers");
  return undefined;
}

/** The scheme in any case (RFC 9110, 11.1). */
export const holdsToken = (authorization: string | null, token: string): boolean =>
  sameSecret(/^bearer +([^ ]+)$/i.exec(authorization ?? "")?.[1] ?? "", token);
