import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPty } from "./loadPty.ts";
import { playScenario, type Played } from "./playScenario.ts";
import { readHooks } from "./readHooks.ts";
import type { Recording } from "./Recording.ts";
import type { Scenario } from "./Scenario.ts";

/** A command that ran: what the product must find. */
export interface TrueCommand {
  /** Session seconds when Enter was accepted. */
  readonly at: number;
  readonly text: string;
  readonly kind: "shell" | "repl";
  /** Who said so: the shell itself, or the driver that typed it. */
  readonly source: "shell" | "driver";
  /** Other texts that are as right. */
  readonly alt?: readonly string[];
}

export interface RecordedSession {
  readonly recording: Recording;
  readonly commands: readonly TrueCommand[];
  readonly never: Played["never"];
}

/** Plays a scenario in a real shell on a made-up machine: Linux, as root, with util-linux. */
export async function recordSession(
  scenario: Scenario,
  folder: string,
  random: () => number,
): Promise<RecordedSession> {
  const scratch = mkdtempSync(join(tmpdir(), "stage-"));
  const hooks = `${scratch}.hooks`;
  mkdirSync(hooks);
  try {
    const terminal = loadPty(folder).spawn("unshare", enterStage(scenario, folder, scratch), {
      name: "xterm-256color",
      cols: 100,
      rows: 30,
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
      encoding: null,
    });
    const played = await playScenario(terminal, scenario, random);
    return {
      recording: { chunks: played.chunks },
      commands: mergeTruth(played, hooks, scenario.alt ?? {}),
      never: played.never,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(hooks, { recursive: true, force: true });
  }
}

function enterStage(scenario: Scenario, folder: string, scratch: string): string[] {
  const isolate = ["--mount", "--uts", "--pid", "--net", "--ipc", "--fork", "--kill-child"];
  const stage = join(folder, "stage");
  const enter = [join(stage, "enter.sh"), join(stage, "rootfs"), scenario.hostname, scratch];
  return [...isolate, "sh", ...enter, scenario.folder, ...scenario.shell];
}

function mergeTruth(
  played: Played,
  hooks: string,
  alts: NonNullable<Scenario["alt"]>,
): TrueCommand[] {
  const told = readHooks(hooks).map(({ acceptedAt, text }): TrueCommand => ({
    at: played.clock.at(acceptedAt),
    text,
    kind: "shell",
    source: "shell",
  }));
  const driven = played.lines.map((line): TrueCommand => ({ ...line, source: "driver" }));
  return [...told, ...driven]
    .sort((one, other) => one.at - other.at)
    .map((command) => {
      const alt = alts[command.text];
      return alt === undefined ? command : { ...command, alt };
    });
}
