import { setTimeout as sleep } from "node:timers/promises";
import type { PtyProcess } from "./loadPty.ts";
import { parseKeys } from "./parseKeys.ts";
import type { Chunk } from "./Recording.ts";
import type { KeyStep, Scenario, Step } from "./Scenario.ts";
import { SessionClock } from "./SessionClock.ts";

/** A line that the driver knows to have run, or text that it knows not to be a command. */
export interface DriverLine {
  readonly at: number;
  readonly text: string;
  readonly kind: "shell" | "repl";
}

export interface Played {
  readonly chunks: readonly Chunk[];
  readonly lines: readonly DriverLine[];
  readonly never: readonly { readonly text: string; readonly why: string }[];
  readonly clock: SessionClock;
}

const QUIET_MS = 60;
const PATIENCE_MS = 15_000;
const KEY_MS = 4;
// zsh drops what is typed while it sets the terminal up for the next line.
const ENTER_MS = 120;

/** Types a scenario into a terminal, waiting for the prompt after each step. */
export async function playScenario(
  terminal: PtyProcess,
  scenario: Scenario,
  random: () => number,
): Promise<Played> {
  const clock = new SessionClock(Date.now());
  const screen = watch(terminal, clock);
  const lines: DriverLine[] = [];
  const never: { readonly text: string; readonly why: string }[] = [];
  let truth = scenario.truth;
  await screen.until(scenario.prompt);
  for (const step of scenario.steps.map(asKeys)) {
    clock.add(1 + 5 * random(), Date.now());
    const enteredAt = await press(step.keys, terminal, screen, clock, random);
    const runs = step.runs ?? (truth === "driver" && step.never === undefined ? typed(step) : null);
    if (runs !== null && (truth === "driver" || step.repl === true)) {
      lines.push({
        at: clock.at(enteredAt),
        text: runs,
        kind: step.repl === true ? "repl" : "shell",
      });
    }
    if (step.never !== undefined) never.push(step.never);
    await screen.until(step.wait ?? scenario.prompt);
    if (step.linger !== undefined) await sleep(step.linger * 1000);
    truth = step.truth ?? truth;
  }
  terminal.kill();
  return { chunks: screen.chunks, lines, never, clock };
}

const asKeys = (step: Step): KeyStep =>
  typeof step === "string" ? { keys: `${step}<Enter>` } : step;

/** A plain line's own text; a step with editing keys must say what it runs. */
function typed({ keys }: KeyStep): string | null {
  const line = keys.replace(/<Enter>$/, "");
  return line === keys || line === "" ? null : line;
}

/** Returns when the last key was pressed. */
async function press(
  notation: string,
  terminal: PtyProcess,
  screen: Screen,
  clock: SessionClock,
  random: () => number,
): Promise<number> {
  let pressedAt = Date.now();
  for (const key of parseKeys(notation)) {
    clock.add(0.06 + 0.16 * random(), Date.now());
    screen.forget();
    pressedAt = Date.now();
    terminal.write(key);
    await sleep(key === "\r" ? ENTER_MS : key >= " " ? KEY_MS : 10 * KEY_MS);
  }
  return pressedAt;
}

interface Screen {
  readonly chunks: Chunk[];
  /** Lets `until` look only at what is printed from now on. */
  readonly forget: () => void;
  readonly until: (pattern: string) => Promise<void>;
}

function watch(terminal: PtyProcess, clock: SessionClock): Screen {
  const chunks: Chunk[] = [];
  let recent = "";
  let lastAt = Date.now();
  let ended = false;
  terminal.onData((bytes) => {
    lastAt = Date.now();
    chunks.push({ at: clock.at(lastAt), bytes });
    recent = (recent + bytes.toString("latin1")).slice(-4000);
  });
  terminal.onExit(() => (ended = true));
  const until = async (pattern: string): Promise<void> => {
    const seen = new RegExp(`(?:${pattern})$`);
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      if (ended && (pattern === "exit" || Date.now() > lastAt + QUIET_MS)) break;
      if (Date.now() > lastAt + QUIET_MS && seen.test(lastLine(recent))) return;
      if (Date.now() > deadline)
        throw new Error(
          `no ${pattern} after: ${JSON.stringify(
            Buffer.concat(chunks.map((c) => c.bytes))
              .toString()
              .slice(-1500),
          )}`,
        );
      await sleep(10);
    }
    if (pattern !== "exit") throw new Error(`ended before ${pattern}: ${JSON.stringify(recent)}`);
  };
  return { chunks, until, forget: () => (recent = "") };
}

function lastLine(text: string): string {
  const plain = text
    .replaceAll(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g, "")
    .replaceAll(/\u001b(?:\[[0-9;?<=>!]*[ -/]*[@-~]|[()][0-9A-Za-z]|[=>78])/g, "");
  return plain.slice(plain.lastIndexOf("\n") + 1).replaceAll("\r", "");
}
