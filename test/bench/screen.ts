// Terminal text to commands, against xterm.js (headless) only writing the same text to its screen.
import { spawnSync } from "node:child_process";
import { begin, feed, finish } from "../../shared/terminal/Reader.ts";
import { loadXterm } from "../terminal/xtermScreen.ts";
import {
  atMost,
  ratioAtLeast,
  ratioAtMost,
  round,
  told,
  type BenchSize,
  type Figure,
} from "./Figure.ts";
import { sessionText, TEXT_KINDS, type TextKind } from "./sessionText.ts";
import { median } from "./statistics.ts";

const MB = 1_000_000;

const AIMS: Readonly<Record<TextKind, readonly [name: string, timesXterm: number]>> = {
  fenced: ["ordinary output, bash with its fence", 5],
  bare: ["ordinary output, a shell without a fence", 5],
  dense: ["a command every 4 kB of output", 0],
  screens: ["screens addressed row by row", 2],
  redrawn: ["progress bars drawn over themselves", 2],
};

export async function screen({ quick }: BenchSize): Promise<Figure[]> {
  const figures: Figure[] = [];
  const megabytes = quick ? 0.5 : 5;
  for (const kind of TEXT_KINDS) {
    const pieces = [...sessionText(kind, megabytes * MB)];
    const times = await cpuTimes(pieces, quick ? 3 : 11);
    const speed = (taken: readonly number[]): number => (megabytes * 1000) / median(taken);
    const [name, atLeast] = AIMS[kind];
    const floor = speed(times.xterm);
    const figure = {
      figure: `screen: text to commands, ${name}`,
      unit: "MB/s",
      value: speed(times.ours),
      note: `xterm.js writes the same text at ${round(floor)} MB/s`,
    };
    figures.push(atLeast > 0 ? ratioAtLeast(atLeast, floor, figure) : told(figure));
  }
  figures.push(...(await linearity(quick)), ...memory(quick));
  return figures;
}

/**
 * Milliseconds of CPU in turns, garbage collection included: xterm.js gives way to timers, so that the
 * clock on the wall would count against it what others do meanwhile.
 */
async function cpuTimes(
  pieces: readonly string[],
  runs: number,
): Promise<{ readonly xterm: number[]; readonly ours: number[] }> {
  const times = { xterm: [] as number[], ours: [] as number[] };
  for (let run = -3; run < runs; run++) {
    const xterm = await cpuOf(() => show(pieces));
    const ours = await cpuOf(() => read(pieces));
    if (run < 0) continue;
    times.xterm.push(xterm);
    times.ours.push(ours);
  }
  return times;
}

async function cpuOf(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function read(pieces: Iterable<string>): number {
  let state = begin("transcript");
  let found = 0;
  let n = 0;
  for (const piece of pieces) {
    const step = feed(state, piece, String(n++));
    state = step.state;
    found += step.commands.length;
  }
  return found + finish(state).length;
}

async function show(pieces: readonly string[]): Promise<void> {
  const { Terminal } = loadXterm();
  const terminal = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  for (const piece of pieces) await new Promise<void>((written) => terminal.write(piece, written));
  terminal.dispose();
}

/** What a megabyte costs in a long session, against one in a short session. */
async function linearity(quick: boolean): Promise<Figure[]> {
  const sizes = quick ? [0.2, 1] : [1, 10, 100];
  const figures: Figure[] = [];
  for (const kind of ["fenced", "bare"] as const) {
    const perMegabyte = new Map<number, number>();
    for (const size of sizes) {
      const runs = size > 10 ? 1 : 5;
      const times: number[] = [];
      for (let run = 0; run < runs; run++)
        times.push((await cpuOf(() => read(sessionText(kind, size * MB)))) / size);
      perMegabyte.set(size, median(times));
    }
    const [first = 0, ...longer] = sizes;
    for (const size of longer)
      figures.push(
        ratioAtMost(1.5, perMegabyte.get(first) ?? Number.NaN, {
          figure: `screen: a megabyte of a session of ${size} MB (${AIMS[kind][0]}); the floor is one of ${first} MB`,
          unit: "ms",
          value: perMegabyte.get(size) ?? Number.NaN,
        }),
      );
  }
  return figures;
}

function memory(quick: boolean): Figure[] {
  const megabytes = quick ? 10 : 100;
  const peak = (what: string): number => {
    const args = ["infra/build/run.mjs", "test/bench/readSession.ts", what, `${megabytes * MB}`];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`readSession ended with ${status}`);
    return Number(stdout);
  };
  return [
    atMost(64, {
      figure: `screen: memory above looking at the text only, ${megabytes} MB in pieces of 200 kB`,
      unit: "MB",
      value: (peak("read") - peak("look")) / 1024 / 1024,
    }),
  ];
}
