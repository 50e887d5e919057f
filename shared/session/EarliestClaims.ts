import { NO_FACTS, type ClaimKind, type Facts } from "./Facts.ts";
import { mergeFacts } from "./mergeFacts.ts";
import type { Position } from "./Position.ts";

/** Gathers what many events of one lane claim, so that each value is merged once. */
export class EarliestClaims {
  readonly #lane: string;
  readonly #earliest = new Map<ClaimKind, Map<string, Position>>();

  constructor(lane: string) {
    this.#lane = lane;
  }

  add(kind: ClaimKind, value: string, position: Position): void {
    const values = this.#earliest.get(kind) ?? new Map<string, Position>();
    this.#earliest.set(kind, values);
    const known = values.get(value);
    if (known === undefined || position < known) values.set(value, position);
  }

  facts(): Facts {
    let facts = NO_FACTS;
    for (const [kind, values] of this.#earliest)
      for (const [value, position] of values) {
        const kept = [{ value, at: { lane: this.#lane, position } }];
        facts = mergeFacts(facts, { ...NO_FACTS, claims: { [kind]: { kept, more: false } } });
      }
    return facts;
  }
}
