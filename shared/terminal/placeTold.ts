import type { PromptControls } from "./promptControls.ts";
import { isWhole, promptPlace, type PlaceTold } from "./promptPlace.ts";

/**
 * Where a shell waits: as its prompt's text says, and the control sequences that it printed with
 * it. Where two of them differ, neither is believed.
 */
export function placeTold(prompt: string, { before, within }: PromptControls): PlaceTold {
  const shown = promptPlace(prompt);
  const titles = within.flatMap((body) => titlePlace(body) ?? []);
  // What stands before the prompt may be a program's: a title there needs the prompt to agree.
  const earlier = before
    .flatMap((body) => titlePlace(body) ?? [])
    .filter(({ host, cwd }) => host === shown.host && prompt.includes(lastPart(cwd)));
  const reported = [...before, ...within].flatMap((body) => reportedPlace(body) ?? []);
  const all = [shown, ...titles.slice(-1), ...earlier.slice(-1), ...lastOfEach(reported)];
  const cwd = agreed(all.flatMap((one) => one.cwd ?? []).map(withoutSlash), isSamePath);
  const host = agreed(
    all.flatMap((one) => one.host ?? []),
    isSameHost,
  );
  return { ...(cwd === undefined ? {} : { cwd }), ...(host === undefined ? {} : { host }) };
}

const TITLE = /^[012];(?:[A-Za-z_][\w.-]{0,31}\$?)@([A-Za-z0-9][\w.-]{0,252}): ?([~/].{0,4000})$/u;

/** xterm's window title (OSC 0 and 2), as Debian's and Red Hat's prompts set it: `user@host: path`. */
function titlePlace(body: string): Required<PlaceTold> | undefined {
  const [, host, cwd] = TITLE.exec(body) ?? [];
  if (host === undefined || cwd === undefined || !isWhole(cwd, false)) return undefined;
  return { host, cwd };
}

/**
 * What terminals are told on purpose: OSC 7 (VTE, Apple's Terminal, fish), OSC 633 and 1337 (shell
 * integration of VS Code and iTerm2).
 */
function reportedPlace(body: string): PlaceTold | undefined {
  const url = /^7;(?:file|kitty-shell-cwd):\/\/([^/]{0,253})(\/.{0,4000})$/u.exec(body);
  if (url !== null) {
    const [, host = "", path = ""] = url;
    const cwd = body.startsWith("7;file") ? unescapedUrl(path) : path;
    return { ...(cwd === undefined ? {} : { cwd }), ...(host === "" ? {} : { host }) };
  }
  const cwd = /^(?:633;P;Cwd|1337;CurrentDir)=(\/.{0,4000})$/u.exec(body)?.[1];
  if (cwd !== undefined) return { cwd: body.startsWith("633") ? unescaped633(cwd) : cwd };
  const host = /^1337;RemoteHost=[^@]{0,32}@([\w.-]{1,253})$/.exec(body)?.[1];
  return host === undefined ? undefined : { host };
}

function unescapedUrl(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** VS Code: `\xAB` is a character by its code, `\\` a backslash. */
const unescaped633 = (text: string): string =>
  text.replace(/\\(?:x([0-9a-fA-F]{2})|\\)/g, (_, code: string | undefined) =>
    code === undefined ? "\\" : String.fromCharCode(Number.parseInt(code, 16)),
  );

function lastOfEach(places: readonly PlaceTold[]): PlaceTold[] {
  const cwd = places.findLast((one) => one.cwd !== undefined)?.cwd;
  const host = places.findLast((one) => one.host !== undefined)?.host;
  return [cwd === undefined ? {} : { cwd }, host === undefined ? {} : { host }];
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1) || path;

const withoutSlash = (path: string): string => (path.length > 1 ? path.replace(/\/$/, "") : path);

/** The most telling of values that agree; undefined where two of them don't. */
function agreed(
  values: readonly string[],
  same: (one: string, other: string) => boolean,
): string | undefined {
  const [first, ...rest] = [...values].sort((a, b) => b.length - a.length);
  return first !== undefined && rest.every((other) => same(first, other)) ? first : undefined;
}

/** `~/x` may be what is `/root/x` elsewhere. */
const isSamePath = (whole: string, other: string): boolean => {
  if (whole === other) return true;
  const [home, path] = whole.startsWith("~") ? [whole, other] : [other, whole];
  return home.startsWith("~") && !path.startsWith("~") && path.endsWith(home.slice(1));
};

/** A host's short name and its full one. */
const isSameHost = (whole: string, other: string): boolean =>
  whole === other || whole.startsWith(`${other}.`);
