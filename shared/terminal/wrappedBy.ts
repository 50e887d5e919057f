/** Where the command lies that another program was asked to start. */
export type Wrapped = { readonly skip: number } | { readonly script: string };

// Options that take a separate argument, per program, after their manual pages.
const WRAPPERS: Readonly<Record<string, string>> = {
  sudo: "ugpChTRDrt",
  doas: "uC",
  env: "uCS",
  nohup: "",
  xargs: "aEIeiLlnPsd",
  time: "fo",
  timeout: "ks",
  nice: "n",
  ionice: "cnp",
  setsid: "",
  stdbuf: "ioe",
  exec: "a",
  command: "",
  builtin: "",
  strace: "aeIopPsSuEX",
  chroot: "",
  unshare: "RSGw",
  nsenter: "tSGW",
  taskset: "",
  flock: "wE",
  runuser: "ugG",
  setpriv: "",
  gosu: "",
  tini: "",
  "dumb-init": "",
  rlwrap: "",
  fakeroot: "",
  unbuffer: "",
  proxychains: "f",
  torsocks: "",
};

const SHELLS = new Set(["sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "su", "busybox"]);
/** Programs whose first plain argument is their own and not the command's name. */
const OPERANDS: Readonly<Record<string, number>> = {
  timeout: 1,
  chroot: 1,
  taskset: 1,
  flock: 1,
  gosu: 1,
};

/** Programs that hand their arguments, or one of them, to a shell. */
const SCRIPTED: Readonly<Record<string, (words: readonly string[]) => string | undefined>> = {
  eval: (words) => words.slice(1).join(" "),
  watch: (words) => plain(words, "n").join(" "),
  trap: (words) => (words.length > 2 && words[1] !== "-" ? plain(words, "")[0] : undefined),
  script: (words) => words[words.findIndex((word) => /^-[a-z]*c$|^--command$/.test(word)) + 1],
};

export const isShell = (word: string): boolean => SHELLS.has(word.replace(/^.*\//, ""));

/** What the program `words[0]` starts by its arguments, if it is one that starts others. */
export function wrappedBy(words: readonly string[]): Wrapped | undefined {
  const name = (words[0] ?? "").replace(/^.*\//, "");
  if (SHELLS.has(name)) return scriptOf(words);
  if (Object.hasOwn(SCRIPTED, name)) return scriptedBy(words, SCRIPTED[name]);
  if (name === "find") return afterExec(words);
  const valued = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (valued === undefined) return undefined;
  let at = operandAt(words, valued);
  at += Object.hasOwn(OPERANDS, name) ? (OPERANDS[name] ?? 0) : 0;
  return at < words.length ? { skip: at } : undefined;
}

/** Where the options and assignments behind a program's name end. */
function operandAt(words: readonly string[], valued: string): number {
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return at + 1;
    if (/^-[A-Za-z]$/.test(word) && valued.includes(word.charAt(1))) at++;
    else if (!word.startsWith("-") && !/^\w+=/.test(word)) return at;
  }
  return words.length;
}

const plain = (words: readonly string[], valued: string): readonly string[] =>
  words.slice(operandAt(words, valued));

function scriptedBy(
  words: readonly string[],
  script: ((words: readonly string[]) => string | undefined) | undefined,
): Wrapped | undefined {
  const found = script?.(words);
  return found === undefined || found === "" || found === words[0] ? undefined : { script: found };
}

function scriptOf(words: readonly string[]): Wrapped | undefined {
  const at = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word));
  const script = at < 0 ? undefined : words[at + 1];
  if (script !== undefined) return { script };
  return words[0] === "busybox" && words.length > 1 ? { skip: 1 } : undefined;
}

function afterExec(words: readonly string[]): Wrapped | undefined {
  const at = words.findIndex((word) => /^-(?:exec|execdir|ok|okdir)$/.test(word));
  return at > 0 && at + 1 < words.length ? { skip: at + 1 } : undefined;
}
