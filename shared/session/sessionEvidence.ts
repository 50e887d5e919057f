import { parseSessionEvent } from "../logs/parseSessionEvent.ts";
import type { Form } from "../terminal/ReadCommand.ts";
import { recordFacts, type Stretch } from "./endpointEvidence.ts";
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
  let facts = NO_FACTS;
  let broken = 0;
  const stretches = new Map<Form, Stretch>();
  for (const event of events) {
    const position = positionOf(event, read, event.ordinal);
    const at = { lane, position };
    const said = parseSessionEvent(event.message);
    const form: Form = said.kind === "record" ? "streamed" : "transcript";
    const source: Source = {
      form,
      lane,
      container: null,
      declared,
      first: position,
      last: position,
    };
    if (said.kind === "broken-record") broken++;
    else if (said.kind === "transcript")
      facts = mergeFacts(facts, { ...NO_FACTS, first: at, last: at, sources: [source] });
    else {
      facts = mergeFacts(facts, recordFacts(said.record, source, at));
      if (said.record.sessionId !== sessionId)
        facts = mergeFacts(facts, {
          ...NO_FACTS,
          claims: {
            "other-session": { kept: [{ value: said.record.sessionId, at }], more: false },
          },
        });
    }
    if (said.kind !== "broken-record") widen(stretches, form, position);
  }
  return { facts, stretches, broken };
}

function widen(stretches: Map<Form, Stretch>, form: Form, position: string): void {
  const { first, last } = stretches.get(form) ?? { first: position, last: position };
  stretches.set(form, {
    first: position < first ? position : first,
    last: justAfter(position) > last ? justAfter(position) : last,
  });
}
