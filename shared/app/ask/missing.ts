import type { Missing } from "../../query/Answer.ts";
import { listingPartition } from "../../session/keys.ts";
import { readingPartition } from "../../session/keys.ts";
import type { Store } from "../Store.ts";
import type { Described } from "./describe.ts";

const MOST_NAMED = 50;
const MOST_COUNTED = 100;

/** Gathers, while an answer is made, what it is known not to hold. */
export interface MissingSoFar {
  sees(one: Described): void;
  end(): Promise<Missing>;
}

export function startMissing(store: Store, scopes: readonly string[]): MissingSoFar {
  const lagging = new Set<string>();
  return {
    sees({ head, catchingUp }) {
      if (!catchingUp || lagging.size >= MOST_NAMED) return;
      lagging.add(head.ref.kind === "session" ? head.ref.sessionId : readingPartition(head.ref));
    },
    async end() {
      return {
        catchingUp: [...lagging].sort(),
        withheldSessions: await countWithheld(store, scopes),
        completeUpTo: null,
      };
    },
  };
}

async function countWithheld(store: Store, scopes: readonly string[]): Promise<number> {
  let count = 0;
  for (const scope of scopes) {
    const partition = listingPartition({ by: "withheld", scope });
    for await (const row of store.list({ partition, expect: MOST_COUNTED })) {
      void row;
      if (++count >= MOST_COUNTED) return count;
    }
  }
  return count;
}
