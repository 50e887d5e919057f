import type { Candidate } from "./Candidate.ts";

/** Commands in falling order, none of them above `bound`: opened only once that may matter. */
export interface Run {
  readonly bound: string;
  readonly commands: AsyncIterable<Candidate>;
}

interface Open {
  readonly rest: AsyncIterator<Candidate>;
  readonly next: Candidate;
}

/** Many runs as one, in falling order. */
export async function* mergeCandidates(runs: readonly Run[]): AsyncIterable<Candidate> {
  const closed = [...runs].sort((a, b) => (a.bound < b.bound ? -1 : 1));
  let open: Open[] = [];
  for (;;) {
    let best = highest(open);
    for (
      let run = closed.at(-1);
      run !== undefined && (best === undefined || run.bound >= best.next.order);
      run = closed.at(-1)
    ) {
      closed.pop();
      open = [...open, ...(await advance(run.commands[Symbol.asyncIterator]()))];
      best = highest(open);
    }
    if (best === undefined) return;
    yield best.next;
    const from = best;
    open = [...open.filter((one) => one !== from), ...(await advance(from.rest))];
  }
}

async function advance(rest: AsyncIterator<Candidate>): Promise<Open[]> {
  const next = await rest.next();
  return next.done === true ? [] : [{ rest, next: next.value }];
}

const highest = (open: readonly Open[]): Open | undefined =>
  open.reduce<Open | undefined>(
    (best, one) => (best === undefined || one.next.order > best.next.order ? one : best),
    undefined,
  );
