import { createHash, timingSafeEqual } from "node:crypto";
import { problem, type Problem } from "./Problem.ts";

export interface LoopbackDoor {
  readonly port: number;
  readonly token: string;
}

/**
 * Why a request to the loopback server is none of its user's, if it isn't. Any web page can send
 * requests to 127.0.0.1, and a name that resolves to it makes them same-origin (DNS rebinding): so
 * the Host must be ours, an Origin too where there is one, and only the user knows the token.
 */
export function refuseForeign(headers: Headers, door: LoopbackDoor): Problem | undefined {
  const hosts = [`127.0.0.1:${door.port}`, `localhost:${door.port}`];
  const host = headers.get("host");
  if (host === null || !hosts.includes(host.toLowerCase()))
    return problem(403, "foreign-host", `the Host header must be ${hosts.join(" or ")}`);
  const origin = headers.get("origin");
  if (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return problem(403, "foreign-origin", "other sites' pages get no answers");
  if (!holdsToken(headers.get("authorization"), door.token))
    return problem(
      401,
      "no-token",
      "send Authorization: Bearer and the token printed at the start",
    );
  return undefined;
}

/** The scheme in any case (RFC 9110, 11.1), the token compared in a time that tells nothing. */
function holdsToken(authorization: string | null, token: string): boolean {
  const given = /^bearer +([^ ]+)$/i.exec(authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(sha256(given), sha256(token));
}

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();
