import { headSort, readingPartition, type Key } from "../../session/keys.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import { findTargetIds } from "../../target/findTargetIds.ts";
import { boundedPorts, DELIVERY_MS } from "../boundedPorts.ts";
import { keepServiceSessions } from "../keepServiceSessions.ts";
import type { Ports } from "../Ports.ts";
import type { DescribedSession, SessionLister } from "../sources/SessionLister.ts";
import type { Gap } from "../../session/Gap.ts";
import { changeOther, loadOther } from "./keepCoverage.ts";
import { keepGap } from "./keepGap.ts";
import { MARGIN_MS, type VerifyRun } from "./verifyGroup.ts";

/** The longest session, and some more: whoever began before that has ended and was listed as such. */
const OPEN_AT_MOST_MS = 26 * 60 * 60_000;

/**
 * Lists the service's sessions, those of now and of the last 30 days, writes down which of an
 * endpoint's nothing here told of, and keeps what the service says of all. Returns how many there
 * were, and how many were missed.
 */
export async function reconcileSessions(
  ports: Ports,
  lister: SessionLister,
  run: VerifyRun,
): Promise<{ finished: boolean; sessions: number; missed: number }> {
  const before = await loadOther(ports.store, run.scope, "sessions");
  const first = before.lateAsOf === null;
  const whole =
    first || run.deep || run.asOf - (before.lateAsOf ?? 0) >= OPEN_AT_MOST_MS - 2 * 3_600_000;
  const after = run.range?.from ?? (whole ? null : run.asOf - OPEN_AT_MOST_MS);
  let [sessions, missed] = [0, 0];
  for (const state of ["Active", "History"] as const)
    for await (const page of lister.listSessions({ state, after })) {
      if (!run.mayGoOn()) return { finished: false, sessions, missed };
      sessions += page.length;
      const gaps = first ? [] : await unseen(ports, run, page);
      missed += gaps.length;
      for (const gap of gaps) await keepGap(ports.store, gap);
      await keepServiceSessions(boundedPorts(ports, DELIVERY_MS), run.scope, page);
      for (const gap of gaps)
        await keepGap(ports.store, { ...gap, state: "healed", settled: run.asOf });
    }
  if (run.range === null)
    await changeOther(ports, run.scope, "sessions", (now) => ({
      upTo: run.asOf - MARGIN_MS,
      asOf: run.asOf,
      lateAsOf: whole ? run.asOf : now.lateAsOf,
      problem: null,
    }));
  return { finished: true, sessions, missed };
}

/** Sessions on endpoints that began before the margin and that nothing here told of. */
async function unseen(
  { store }: Ports,
  run: VerifyRun,
  page: readonly DescribedSession[],
): Promise<Gap[]> {
  const onEndpoints = page.flatMap((session) => {
    const [target] = findTargetIds(session.Target ?? "");
    const start = Date.parse(session.StartDate ?? "");
    if (target === undefined || !(start <= run.asOf - MARGIN_MS)) return [];
    return { session, target, start };
  });
  const heads = await store.load(
    onEndpoints.map(({ session: { SessionId: sessionId } }): Key<ReadingHead> => ({
      partition: readingPartition({ kind: "session", scope: run.scope, sessionId }),
      sort: headSort,
    })),
  );
  return onEndpoints.flatMap(({ session, target, start }, n): Gap | readonly Gap[] => {
    if (heads[n] !== undefined) return [];
    const end = Date.parse(session.EndDate ?? "");
    return {
      kind: "session-missed",
      scope: run.scope,
      state: "open",
      logGroup: null,
      logStream: null,
      endpoint: target.endpoint,
      sessionId: session.SessionId,
      from: start,
      to: Number.isNaN(end) ? run.asOf : end,
      noticed: run.asOf,
      settled: null,
      events: null,
      detail: "neither log groups nor CloudTrail had told of the session",
    };
  });
}
