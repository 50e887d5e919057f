import { NO_FACTS } from "../session/Facts.ts";
import { readingPartition } from "../session/keys.ts";
import { LONGEST_SESSION_MS } from "../session/window.ts";
import { loadWindows } from "./loadWindows.ts";
import { holders } from "./placeLines.ts";
import type { Ports } from "./Ports.ts";
import { isOwn, loadCurrent, settleReading } from "./settleReading.ts";

/**
 * A delivery that comes again may have died while it changed readings which, by what others brought
 * meanwhile, its lines are no longer part of. Whatever it left unfinished is finished here.
 */
export async function mendOwn(
  ports: Ports,
  lane: string,
  containers: readonly string[],
  times: { readonly from: number; readonly to: number },
  attemptId: string,
): Promise<void> {
  // A session that it opened or ended may have moved lines of its whole life.
  const from = times.from - LONGEST_SESSION_MS;
  const to = times.to + LONGEST_SESSION_MS;
  for (const container of containers) {
    const request = { lane, container, from, to, moved: true };
    const windows = await loadWindows(ports.store, lane, container, from, to);
    for (const ref of await holders(ports, request, windows, from, to)) {
      const { inFlight } = await loadCurrent(ports, readingPartition(ref));
      if (inFlight.some(({ id }) => isOwn(id, attemptId)))
        await settleReading(ports, { ref, facts: NO_FACTS, texts: [] }, attemptId);
    }
  }
}
