import type { Gap, GapState } from "../../session/Gap.ts";
import { headSort, readingPartition, type Key } from "../../session/keys.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import type { Ports } from "../Ports.ts";
import type { LogReader } from "../sources/LogReader.ts";
import { SourceError } from "../sources/SourceError.ts";
import type { Store } from "../Store.ts";
import type { Stretch } from "./eachWindow.ts";
import { keepGap, standingGaps } from "./keepGap.ts";
import { readWindow } from "./readWindow.ts";
import { MARGIN_MS, type VerifyRun } from "./verifyGroup.ts";

/** What a run knows to be held now. */
export interface Verified {
  /** What was re-read, by log group. */
  readonly groups: ReadonlyMap<string, readonly Stretch[]>;
  /** Whether the failure store was listed to its end, and what of it can't be read. */
  readonly stuck: ReadonlySet<string> | null;
}

/**
 * Says of open gaps that they are healed, where nothing is lacking there any more: also those of a
 * run that died between taking events in and saying so, whose events are read once more.
 */
export async function healGaps(
  ports: Ports,
  reader: LogReader,
  run: VerifyRun,
  verified: Verified,
): Promise<void> {
  const { store } = ports;
  const open: Gap[] = [];
  for await (const gap of standingGaps(store, run.scope)) if (gap.state === "open") open.push(gap);
  for (const gap of open) {
    const state = (await isHealed(store, run, gap, verified))
      ? "healed"
      : await readOnce(ports, reader, run, gap);
    if (state === "open") continue;
    await keepGap(store, { ...gap, state, to: gap.to ?? run.asOf, settled: run.asOf });
  }
}

/** What missed events are now: `lost` where they are not there any more. */
async function readOnce(
  ports: Ports,
  reader: LogReader,
  run: VerifyRun,
  { kind, logGroup, logStream, from, to }: Gap,
): Promise<GapState> {
  if (kind !== "events-missed" || logGroup === null || logStream === null || !run.mayGoOn())
    return "open";
  try {
    const window = { logGroup, logStreams: [logStream], from, to: to ?? from };
    return (await readWindow(ports, reader, run, window)).finished ? "healed" : "open";
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return error.code === "gone" ? "lost" : "open";
  }
}

async function isHealed(
  store: Store,
  run: VerifyRun,
  gap: Gap,
  { groups, stuck }: Verified,
): Promise<boolean> {
  const stretches = groups.get(gap.logGroup ?? "") ?? [];
  switch (gap.kind) {
    case "not-checked":
      return covers(stretches, Math.max(gap.from, stretches[0]?.from ?? 0), run.asOf - MARGIN_MS);
    case "events-missed":
      return covers(stretches, gap.from, gap.to ?? gap.from);
    case "session-missed":
      return isHeld(store, gap);
    case "delivery-failed":
      return stuck !== null && !stuck.has(gap.detail);
    case "stream-gone":
    case "group-gone":
    case "retention-passed":
      return false;
    default:
      return gap.kind satisfies never;
  }
}

async function isHeld(store: Store, { scope, sessionId }: Gap): Promise<boolean> {
  if (sessionId === null) return false;
  const partition = readingPartition({ kind: "session", scope, sessionId });
  const key: Key<ReadingHead> = { partition, sort: headSort };
  const [head] = await store.load([key]);
  return head !== undefined;
}

/** Stretches touch where nothing is left out between them. */
function covers(stretches: readonly Stretch[], from: number, to: number): boolean {
  let next = from;
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from))
    if (stretch.from <= next && stretch.to >= next) next = stretch.to + 1;
  return stretches.length > 0 && next > to;
}
