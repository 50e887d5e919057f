import type { SessionStream } from "../logs/Stream.ts";
import { NO_FACTS, type Facts } from "../session/Facts.ts";
import { strayKey } from "../session/keys.ts";
import { NO_LANE } from "../session/LaneAbout.ts";
import { mergeFacts, sourceKey } from "../session/mergeFacts.ts";
import { sessionEvidence } from "../session/sessionEvidence.ts";
import type { Arrived, Ingested } from "./Arrived.ts";
import { disputeClaims, keepEvidence } from "./keepEvidence.ts";
import { scopeOf } from "./loadWindows.ts";
import { keepMeetings } from "./keepMeetings.ts";
import { placeMoved } from "./placeMoved.ts";
import { settleReading, type NewText } from "./settleReading.ts";

/** Events of a session's own stream: the stream's name is the session. */
export async function ingestSession(
  { ports, lane, fragments, attemptId, longest }: Arrived,
  { sessionId }: SessionStream,
  declared: boolean,
): Promise<Ingested> {
  const kept = await keepEvidence(ports, lane, fragments, NO_LANE);
  let facts: Facts = { ...NO_FACTS, longest, claims: disputeClaims(lane, kept) };
  let broken = 0;
  const texts: NewText[] = [];
  for (const { read, events } of kept.fragments) {
    const evidence = sessionEvidence(lane, sessionId, declared, read, events);
    facts = mergeFacts(facts, evidence.facts);
    broken += evidence.broken;
    for (const [form, stretch] of evidence.stretches)
      widen(texts, sourceKey({ form, lane, container: null }), stretch);
  }
  const ref = { kind: "session", scope: scopeOf(lane), sessionId } as const;
  if (broken > 0) await ports.store.change([{ key: strayKey(ref, lane), value: lane }], []);
  await settleReading(ports, { ref, facts, texts }, attemptId);
  await placeMoved(ports, ref, attemptId);
  await keepMeetings(ports, ref.scope, sessionId);
  return { kept, broken, unrecognised: 0 };
}

function widen(texts: NewText[], source: string, stretch: { first: string; last: string }): void {
  const n = texts.findIndex((text) => text.source === source);
  const known = texts[n]?.stretch;
  if (known === undefined || known === "all") {
    if (n < 0) texts.push({ source, stretch });
    return;
  }
  texts[n] = {
    source,
    stretch: {
      first: stretch.first < known.first ? stretch.first : known.first,
      last: stretch.last > known.last ? stretch.last : known.last,
    },
  };
}
