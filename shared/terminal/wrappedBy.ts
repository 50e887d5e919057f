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
  watch: "n",
  chroot: "",
  unbuffer: "",
  proxychains: "f",
  torsocks: "",
};

const SHELLS = new Set(["sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "su", "busybox"]);
/** Programs whose first plain argument is their own and not the command's name. */
const OPERANDS: Readonly<Record<string, number>> = { timeout: 1, chroot: 1 };

/** What the program `words[0]` starts by its arguments, if it is one that starts others. */
export function wrappedBy(words: readonly string[]): Wrapped | undefined {
  const name = (words[0] ?? "").replace(/^.*\//, "");
  if (SHELLS.has(name)) return scriptOf(words);
  if (name === "eval") return { script: words.slice(1).join(" ") };
  if (name === "find") return afterExec(words);
  const valued = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (valued === undefined) return undefined;
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") {
      at++;
      break;
    }
    if (/^-[A-Za-z]$/.test(word) && valued.includes(word.charAt(1))) at++;
    else if (!word.startsWith("-") && !/^\w+=/.test(word)) break;
  }
  at += Object.hasOwn(OPERANDS, name) ? (OPERANDS[name] ?? 0) : 0;
  return at < words.length ? { skip: at } : undefined;
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
