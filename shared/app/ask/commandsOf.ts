import type { KeptCommand } from "../../session/KeptCommand.ts";
import { startOfTime } from "../../session/Position.ts";
import type { Store } from "../Store.ts";
import type { Candidate, CandidateRequest } from "./Candidate.ts";
import type { Described } from "./describe.ts";
import type { Listed } from "./readings.ts";
import { withTimes } from "./toldTimes.ts";

export const orderOf = (sort: string, partition: string): string =>
  `${sort.slice("cmd#".length)}#${partition}`;

/** The commands of one reading, newest first, strictly before the cursor. */
export async function* commandsOf(
  store: Store,
  reading: Omit<Listed, "key">,
  { before, latest, question }: CandidateRequest,
  bounds: { readonly from: string; readonly to: string } = { from: "0", to: "~" },
): AsyncIterable<Candidate> {
  const { partition } = reading;
  const to = lowest([
    `cmd#${bounds.to}`,
    ...(before === undefined ? [] : [`cmd#${before}`]),
    ...(latest === null ? [] : [`cmd#${startOfTime(latest)}~`]),
  ]);
  const from = `cmd#${bounds.from}`;
  const expect = Math.min(100, question.maxResults + 1);
  if (to < from) return;
  let described: Described | undefined;
  for await (const { sort, value } of store.list<KeptCommand>({
    partition,
    from,
    to,
    descending: true,
    expect,
  })) {
    const order = orderOf(sort, partition);
    if (before !== undefined && order >= before) continue;
    described ??= (await withTimes(store, [{ partition, reading: describedOf(reading) }]))[0];
    if (described !== undefined) yield { ...described, command: value, order };
  }
}

const describedOf = ({ head, catchingUp, sharers }: Described): Described => ({
  head,
  catchingUp,
  sharers,
});

const lowest = (bounds: readonly string[]): string =>
  bounds.reduce((least, bound) => (bound < least ? bound : least));
