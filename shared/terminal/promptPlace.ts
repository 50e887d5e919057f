/** Where a shell waits, as far as something tells. */
export interface PlaceTold {
  readonly cwd?: string;
  readonly host?: string;
}

const HOST = String.raw`(?<host>[A-Za-z0-9][\w.-]{0,252})`;
const USER = String.raw`[A-Za-z_][\w.-]{0,31}\$?`;
const PATH = String.raw`(?<path>[~/][^\x00-\x1f]*?)`;

/**
 * Prompts that are known to print the working directory whole, or from the home directory on:
 * `\u@\h:\w\$ ` (Debian, Ubuntu and the images built on them), `[\u@\h \W]\$ ` (Red Hat, Amazon Linux: whole
 * where it is `/` or `~`), zsh's `%n@%m %~ %# `, busybox' `\w \$ `.
 */
const SHAPES: readonly { readonly shape: RegExp; readonly mayAbbreviate: boolean }[] = [
  {
    shape: new RegExp(String.raw`^(?:\([^()\s]{1,60}\) ?){0,3}${USER}@${HOST}:${PATH}[#$%>] ?$`),
    mayAbbreviate: false,
  },
  { shape: new RegExp(String.raw`^\[${USER}@${HOST} ${PATH}\][#$%>] ?$`), mayAbbreviate: false },
  {
    shape: new RegExp(String.raw`^ {0,2}${USER}@${HOST} {1,2}${PATH} ?[#$%>] $`),
    mayAbbreviate: true,
  },
  { shape: new RegExp(String.raw`^${PATH} [#$%] $`), mayAbbreviate: true },
];

const NAMED = new RegExp(String.raw`(?:^|[\s(\[])${USER}@${HOST}(?=[\s:)\]]|$)`);

/** What the text of a shell's prompt tells of where it waits. */
export function promptPlace(prompt: string): PlaceTold {
  const text = prompt.slice(0, 400);
  for (const { shape, mayAbbreviate } of SHAPES) {
    const { host, path = "" } = shape.exec(text)?.groups ?? {};
    if (path === "") continue;
    const cwd = isWhole(path, mayAbbreviate) ? { cwd: path } : {};
    return host === undefined ? cwd : { ...cwd, host };
  }
  const host = NAMED.exec(text)?.groups?.["host"];
  return host === undefined ? {} : { host };
}

/**
 * False where a shell may have left out a part (bash's PROMPT_DIRTRIM, zsh's `%3~`, fish's single
 * letters), where the path may have been destroyed, and where something may follow it.
 */
export function isWhole(path: string, mayAbbreviate: boolean): boolean {
  if (!/^(?:\/|~(?:\/|$))/.test(path)) return false;
  if (/[\s\ufffd\u2026]|\.\.\.|\/\//.test(path)) return false;
  const parents = path.split("/").slice(1, -1);
  return !mayAbbreviate || !parents.some((name) => /^\.?[^.]$/u.test(name));
}
