import { programPartition } from "../../session/keys.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import type { ProgramPointer } from "../../session/commandRows.ts";
import { isShown } from "../../session/standingOf.ts";
import { startOfTime } from "../../session/Position.ts";
import type { Store } from "../Store.ts";
import type { Candidate, CandidateRequest } from "./Candidate.ts";
import { orderOf } from "./commandsOf.ts";
import { mergeCandidates } from "./mergeCandidates.ts";
import type { Described } from "./describe.ts";
import { loadDescribed } from "./readings.ts";
import { shownCommand } from "./shownCommand.ts";
import { withTimes } from "./toldTimes.ts";

const MOST_AT_ONCE = 101;

/** Commands that run that program, newest first: one look-up, whoever ran it wherever. */
export async function* commandsOfProgram(
  store: Store,
  program: string,
  request: CandidateRequest,
): AsyncIterable<Candidate> {
  const runs = request.scopes.map((scope) => ({
    bound: "~",
    commands: pointedAt(store, programPartition(scope, program), program, request),
  }));
  yield* mergeCandidates(runs);
}

async function* pointedAt(
  store: Store,
  partition: string,
  program: string,
  { before, latest, question, redactor }: CandidateRequest,
): AsyncIterable<Candidate> {
  const bound = latest === null ? "~" : `${startOfTime(latest)}~`;
  const to = before !== undefined && before < bound ? before : bound;
  const expect = Math.min(MOST_AT_ONCE, question.maxResults + 1);
  let batch: ProgramPointer[] = [];
  for await (const { value } of store.list<ProgramPointer>({
    partition,
    to,
    descending: true,
    expect,
  })) {
    if (before !== undefined && orderOf(value.sort, value.partition) >= before) continue;
    batch.push(value);
    if (batch.length < expect) continue;
    yield* resolved(store, batch, program, redactor);
    batch = [];
  }
  yield* resolved(store, batch, program, redactor);
}

async function timed(
  store: Store,
  partitions: readonly string[],
  found: readonly (Described | undefined)[],
): Promise<(Described | undefined)[]> {
  const there = found.flatMap((reading, n) =>
    reading === undefined ? [] : { partition: partitions[n] ?? "", reading },
  );
  const told = (await withTimes(store, there)).values();
  return found.map((reading) => (reading === undefined ? undefined : told.next().value));
}

/**
 * The commands behind the pointers; one that says otherwise by now is passed over, and so is one
 * whose program the caller may not see, or the count of those looked at would tell of it.
 */
async function* resolved(
  store: Store,
  pointers: readonly ProgramPointer[],
  program: string,
  redactor: Redactor,
): AsyncIterable<Candidate> {
  const commands = await store.load<KeptCommand>(pointers);
  const partitions = pointers.map(({ partition }) => partition);
  const readings = await timed(store, partitions, await loadDescribed(store, partitions));
  for (const [n, pointer] of pointers.entries()) {
    const command = commands[n];
    const reading = readings[n];
    if (command === undefined || reading === undefined || !isShown(reading.head.facts)) continue;
    if (!shownCommand(redactor, command.value).programs.includes(program)) continue;
    yield {
      ...reading,
      command: command.value,
      order: orderOf(pointer.sort, pointer.partition),
    };
  }
}
