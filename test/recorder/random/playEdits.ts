import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPty } from "../loadPty.ts";
import { playScenario } from "../playScenario.ts";
import { readHooks } from "../readHooks.ts";
import type { Recording } from "../Recording.ts";
import type { KeyStep, Scenario } from "../Scenario.ts";
import { cooked, type EditedShell, type EditingSession } from "./editingSession.ts";

const PROGRAMS: Readonly<Record<EditedShell, string>> = {
  bash: "/bin/bash",
  zsh: "/usr/bin/zsh",
  dash: "/bin/dash",
};
const RECORDER = join(process.cwd(), "test", "recorder");

/** Why sessions of that shell can't be recorded here, or undefined. */
export function missing(shell: EditedShell): string | undefined {
  if (!existsSync(PROGRAMS[shell])) return `${PROGRAMS[shell]} is not installed`;
  try {
    loadPty(RECORDER);
    return undefined;
  } catch {
    return "no PTY: `npm ci` in test/recorder";
  }
}

export interface PlayedEdits {
  readonly recording: Recording;
  /** What the shell's own hook reported, or (dash has none) what the kernel makes of the keys. */
  readonly ran: readonly string[];
}

/** Types a session into a real shell in a folder of its own, with three programs on its path. */
export async function playEdits(
  shell: EditedShell,
  { columns, lines }: EditingSession,
): Promise<PlayedEdits> {
  const home = mkdtempSync(join(tmpdir(), "edits-"));
  try {
    for (const [name, text] of Object.entries(RC)) writeFileSync(join(home, name), text);
    mkdirSync(join(home, "w"));
    for (const name of ["alpha.log", "gamma.txt", "delta"])
      writeFileSync(join(home, "w", name), "");
    const terminal = loadPty(RECORDER).spawn("/bin/sh", ["-c", START[shell]], {
      name: "xterm-256color",
      cols: columns,
      rows: 30,
      env: {
        HOME: home,
        ZDOTDIR: home,
        ENV: `${home}/shrc`,
        PATH: "/usr/bin:/bin",
        LANG: "C.UTF-8",
      },
      encoding: null,
    });
    const played = await playScenario(terminal, scenarioOf(shell, lines), () => 0.5);
    const ran = shell === "dash" ? driven(lines) : readHooks(home).map(({ text }) => text);
    return { recording: { chunks: played.chunks }, ran };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const START: Readonly<Record<EditedShell, string>> = {
  bash: 'cd "$HOME/w"; exec bash --noprofile --rcfile "$HOME/bashrc" -i',
  zsh: 'cd "$HOME/w"; exec zsh -d -i',
  dash: 'cd "$HOME/w"; exec dash -i',
};

const RC: Readonly<Record<string, string>> = {
  bashrc: `HISTCONTROL= HISTFILE= PS1='\\u@box:\\w\\$ '
shopt -s cmdhist lithist
__accepted() { { printf '%s ' "$EPOCHREALTIME"; history 1; printf '\\0'; } >>"$HOME/accepted"; }
PS0='$(__accepted)'
`,
  ".zshrc": `zmodload zsh/datetime
preexec() { print -rN -- "$EPOCHREALTIME     1  $1" >>"$HOME/accepted"; }
PROMPT='%n@box %~ %# '
bindkey -e
`,
  shrc: "PS1='$ '\n",
};

const PROMPT: Readonly<Record<EditedShell, string>> = {
  bash: "\\w+@box:\\S*[#$] ",
  zsh: "\\w+@box \\S* [#%] ",
  dash: "\\$ ",
};

function scenarioOf(shell: EditedShell, lines: EditingSession["lines"]): Scenario {
  const steps = lines.map((line): KeyStep => ({ keys: line.join("") }));
  return {
    title: "random edits",
    shell: [],
    folder: "/",
    hostname: "box",
    prompt: PROMPT[shell],
    truth: "hooks",
    steps: [...steps, { keys: "exit<Enter>", wait: "exit" }],
  };
}

const driven = (lines: EditingSession["lines"]): string[] =>
  [...lines.filter((line) => line.at(-1) === "<Enter>").map(cooked), "exit"].filter(
    (text) => text.trim() !== "",
  );
