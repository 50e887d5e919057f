import type { CompleteUpTo, GapAnswer, Missing } from "../../query/Answer.ts";
import { touches } from "../../session/Gap.ts";
import type { ListingPointer } from "../../session/headRows.ts";
import { headSort, listingPartition, readingPartition, type Key } from "../../session/keys.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import { standingOf } from "../../session/standingOf.ts";
import type { Store } from "../Store.ts";
import { completenessAbout } from "../whole/completenessAbout.ts";
import { standingGaps } from "../whole/keepGap.ts";
import { iso, type Described } from "./describe.ts";
import { describeGap } from "./describeGap.ts";

const MOST_NAMED = 50;
const MOST_COUNTED = 100;
const MOST_GAPS = 20;
/** Gaps that stand are looked through in full up to here. */
const MOST_STANDING = 2_000;

/** Gathers, while an answer is made, what it is known not to hold. */
export interface MissingSoFar {
  sees(one: Described): void;
  end(): Promise<Missing>;
}

/** What of a question says which gaps concern it. */
interface About {
  readonly endpoint?: string | null;
  readonly since?: number | null;
  readonly until?: number | null;
}

export function startMissing(store: Store, scopes: readonly string[], about: About): MissingSoFar {
  const lagging = new Set<string>();
  const untold = new Set<string>();
  return {
    sees({ head, catchingUp }) {
      const { ref } = head;
      if (ref.kind === "session" && untold.size < MOST_NAMED && lacksTranscript(head))
        untold.add(ref.sessionId);
      if (!catchingUp || lagging.size >= MOST_NAMED) return;
      lagging.add(ref.kind === "session" ? ref.sessionId : readingPartition(ref));
    },
    async end() {
      const { gaps, moreGaps } = await gapsAbout(store, scopes, about);
      return {
        catchingUp: [...lagging].sort(),
        withheldSessions: await countHidden(store, scopes, "withheld"),
        foreignSessions: await countHidden(store, scopes, "foreign"),
        completeUpTo: await completeUpTo(store, scopes, about.endpoint ?? null),
        gaps,
        moreGaps,
        withoutTranscript: [...untold].sort(),
      };
    },
  };
}

/** Nothing of it was read, or the agent said that it could not record. */
const lacksTranscript = ({ digest, facts }: ReadingHead): boolean =>
  digest.first === null || facts.claims["logging-failure"] !== undefined;

async function completeUpTo(
  store: Store,
  scopes: readonly string[],
  endpoint: string | null,
): Promise<CompleteUpTo | null> {
  const known = await completenessAbout(store, scopes, endpoint);
  if (known === null) return null;
  return { eventTime: iso(known.upTo), asOf: iso(known.asOf), lateAsOf: iso(known.lateAsOf) };
}

async function gapsAbout(
  store: Store,
  scopes: readonly string[],
  { endpoint = null, since = null, until = null }: About,
): Promise<{ gaps: GapAnswer[]; moreGaps: boolean }> {
  const gaps: GapAnswer[] = [];
  let examined = 0;
  for (const scope of scopes)
    for await (const gap of standingGaps(store, scope)) {
      if (gaps.length >= MOST_GAPS || ++examined > MOST_STANDING) return { gaps, moreGaps: true };
      const concerns =
        endpoint === null ||
        gap.endpoint === null ||
        gap.endpoint.toLowerCase() === endpoint.toLowerCase();
      if (concerns && touches(gap, since, until)) gaps.push(describeGap(gap));
    }
  return { gaps, moreGaps: false };
}

/** Of the listed sessions, those that are still so: a row only points. */
async function countHidden(
  store: Store,
  scopes: readonly string[],
  by: "withheld" | "foreign",
): Promise<number> {
  const listed = new Set<string>();
  for (const scope of scopes) {
    const partition = listingPartition({ by, scope });
    const rows = store.list<ListingPointer>({ partition, expect: MOST_COUNTED });
    for await (const { value } of rows) {
      listed.add(value.partition);
      if (listed.size >= MOST_COUNTED) break;
    }
  }
  if (listed.size === 0) return 0;
  const keys = [...listed].map((one): Key<ReadingHead> => ({ partition: one, sort: headSort }));
  const heads = await store.load(keys);
  return heads.filter((head) => head !== undefined && standingOf(head.value.facts) === by).length;
}
