import type { ConsoleFiles } from "./consoleFiles.ts";
import { problemAnswer } from "./HttpAnswer.ts";
import { problem, type Problem } from "./Problem.ts";
import { holdsToken, refuseForeignSite } from "./refuseForeign.ts";
import { sameSecret } from "./sameSecret.ts";
import { serveLoopback, type Serving } from "./serveLoopback.ts";
import { toResponse } from "./toResponse.ts";

export interface ServeConsoleOptions {
  readonly api: { fetch(request: Request): Response | Promise<Response> };
  readonly files: ConsoleFiles;
  readonly secrets: ConsoleSecrets;
  /** Any free one unless told. */
  readonly port?: number;
}

/** Each 32 random bytes in hex, made for one run. */
export interface ConsoleSecrets {
  /** Opens the console once, in the URL that the user is given. */
  readonly entry: string;
  /** What the browser holds from then on. */
  readonly cookie: string;
  /** For programs, in place of the cookie. */
  readonly bearer: string;
}

/**
 * The page may run its own script and the player's WebAssembly, show its own images, and talk to
 * nobody else. https://www.w3.org/TR/CSP3/
 */
const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": CSP,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** Serves the console and the questions behind it, at `/api/`, to this machine's user. */
export async function serveConsole(options: ServeConsoleOptions): Promise<Serving> {
  const { api, files, secrets, port = 0 } = options;
  for (const secret of Object.values(secrets))
    if (!/^[0-9a-f]{64}$/.test(secret)) throw new TypeError("a secret is not 32 bytes in hex");
  let entered = false;
  return serveLoopback((request, bound) => {
    const url = new URL(request.url);
    const foreign = refuseForeignSite(request.headers, bound) ?? refuseCrossSite(request.headers);
    if (foreign !== undefined) return refusal(foreign);
    if (url.pathname === "/enter") {
      const right = !entered && sameSecret(url.searchParams.get("token") ?? "", secrets.entry);
      if (!right) return refusal(USED);
      entered = true;
      return enter(bound, secrets.cookie);
    }
    if (!isLetIn(request.headers, secrets, bound)) return refusal(NOT_IN);
    if (url.pathname.startsWith("/api/")) return api.fetch(inner(request, url));
    return page(files, request.method, url.pathname);
  }, port);
}

const USED = problem(
  401,
  "no-token",
  "this link was used already, or is another one's: each link opens the console once; start it again for a new one",
);
const NOT_IN = problem(
  401,
  "no-token",
  "open the link that was printed at the start, or send Authorization: Bearer and the token",
);

/**
 * A server on another port of this machine is the same *site*, so its pages' requests carry our
 * cookie: browsers say where a request comes from, and only our own pages and the address bar may.
 */
function refuseCrossSite(headers: Headers): Problem | undefined {
  const site = headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none"
    ? undefined
    : problem(403, "foreign-origin", "other sites' pages get no answers");
}

/** Cookies know no ports, so the name does. */
const cookieName = (port: number): string => `ssmtrail-${port}`;

function enter(port: number, value: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      ...HEADERS,
      location: "/",
      "set-cookie": `${cookieName(port)}=${value}; HttpOnly; SameSite=Strict; Path=/`,
    },
  });
}

function isLetIn(headers: Headers, { cookie, bearer }: ConsoleSecrets, port: number): boolean {
  if (holdsToken(headers.get("authorization"), bearer)) return true;
  const name = `${cookieName(port)}=`;
  const held = (headers.get("cookie") ?? "").split("; ").find((one) => one.startsWith(name));
  return sameSecret(held?.slice(name.length) ?? "", cookie);
}

function inner(request: Request, url: URL): Request {
  const asked = new URL(url.pathname.slice("/api".length) + url.search, url.origin);
  return new Request(asked, { method: request.method });
}

function page(files: ConsoleFiles, method: string, path: string): Response {
  if (method !== "GET" && method !== "HEAD")
    return refusal(problem(405, "method-not-allowed", "pages are read: GET or HEAD"));
  const isAsset = path.startsWith("/assets/");
  const file = files.get(isAsset ? path : "/index.html");
  if (file === undefined) return refusal(problem(404, "unknown-path", "no such file"));
  return new Response(method === "HEAD" ? null : file.body, {
    headers: { ...HEADERS, "content-type": file.type },
  });
}

const refusal = (refused: Problem): Response => toResponse(problemAnswer(refused));
