// A history that extends in time: ten sessions a day with a hundred commands each, on five endpoints.
import type { Ports } from "../../shared/app/Ports.ts";
import { bring } from "./bring.ts";
import { prefixedSession, streamedSession } from "./makeEvidence.ts";

const SESSIONS_A_DAY = 10;
export const COMMANDS_A_SESSION = 100;
const DAY_MS = 86_400_000;
const START = Date.UTC(2023, 0, 1);
/** Output is kept in fragments, which no question about commands reads. */
const SHAPE = { commands: COMMANDS_A_SESSION, outputLines: 1 };

/** Ingests the sessions `from` (inclusive) to `to`. */
export async function extendHistory(ports: Ports, from: number, to: number): Promise<void> {
  if (from === 0) await keepTargets(ports);
  for (let n = from; n < to; n++)
    await bring(ports, streamedSession(n, startOf(n), SHAPE), COMMANDS_A_SESSION);
}

/** The endpoints' own streams: eight instances that have spoken, two an endpoint or less. */
async function keepTargets(ports: Ports): Promise<void> {
  for (let n = 0; n < 8; n++)
    await bring(ports, prefixedSession(n, START - DAY_MS, { commands: 1, outputLines: 1 }), 10);
}

const startOf = (n: number): number =>
  START +
  Math.floor(n / SESSIONS_A_DAY) * DAY_MS +
  (n % SESSIONS_A_DAY) * (DAY_MS / SESSIONS_A_DAY / 2);

export const sessionIdOf = (n: number): string =>
  streamedSession(n, startOf(n), { commands: 1, outputLines: 0 }).logStream;

/**
 * In the middle of the history, epoch milliseconds: at the same hour whatever the history's size, so
 * that a page from there reaches into as many days.
 */
export function middleOf(sessions: number): number {
  const middle = sessions >> 1;
  return startOf(middle - (middle % SESSIONS_A_DAY) + SESSIONS_A_DAY / 2) + 50_000;
}
