import { parseSessionEvent } from "../logs/parseSessionEvent.ts";
import type { Form } from "../terminal/ReadCommand.ts";
import { EarliestClaims } from "./EarliestClaims.ts";
import type { Stretch } from "./endpointEvidence.ts";
import { NO_FACTS, type Facts, type Source } from "./Facts.ts";
import type { FragmentEvent } from "./Fragment.ts";
import { mergeFacts } from "./mergeFacts.ts";
import { justAfter, positionOf } from "./Position.ts";

/** What log events of a session's own stream say. */
export interface SessionEvidence {
  readonly facts: Facts;
  readonly stretches: ReadonlyMap<Form, Stretch>;
  /** Events that begin like a record and are none: counted, and read as nothing. */
  readonly broken: number;
}

export function sessionEvidence(
  lane: string,
  sessionId: string,
  declared: boolean,
  read: string,
  events: readonly FragmentEvent[],
): SessionEvidence {
  const claims = new EarliestClaims(lane);
  const stretches = new Map<Form, Stretch>();
  let broken = 0;
  for (const event of events) {
    const position = positionOf(event, read, event.ordinal);
    const said = parseSessionEvent(event.message);
    if (said.kind === "broken-record") {
      broken++;
      continue;
    }
    widen(stretches, said.kind === "record" ? "streamed" : "transcript", position);
    if (said.kind !== "record") continue;
    const { record } = said;
    if (record.ownerArn !== "") claims.add("owner", record.ownerArn, position);
    if (record.targetId !== "") claims.add("target", record.targetId, position);
    if (record.sessionId !== sessionId) claims.add("other-session", record.sessionId, position);
  }
  const ofForms = [...stretches].map(([form, span]) => formFacts(lane, form, declared, span));
  return { facts: ofForms.reduce(mergeFacts, claims.facts()), stretches, broken };
}

function formFacts(lane: string, form: Form, declared: boolean, { first, last }: Stretch): Facts {
  const source: Source = { form, lane, container: null, declared, first, last };
  return {
    ...NO_FACTS,
    first: { lane, position: first },
    last: { lane, position: last },
    sources: [source],
  };
}

function widen(stretches: Map<Form, Stretch>, form: Form, position: string): void {
  const { first, last } = stretches.get(form) ?? { first: position, last: position };
  stretches.set(form, {
    first: position < first ? position : first,
    last: justAfter(position) > last ? justAfter(position) : last,
  });
}
