import type { DataMessage } from "../../shared/logs/DataMessage.ts";
import type { LogEvent } from "../../shared/logs/LogEvent.ts";

/** Which stream events came by, as the input names it. */
export type Origin = Pick<DataMessage, "owner" | "logGroup" | "logStream">;

/** Log events of one stream, ready for `ingest`. */
export interface Batch {
  readonly message: DataMessage;
  /** How many events of the stream came before in this input. */
  readonly firstOrdinal: number;
}

const MOST_EVENTS = 2_500;
const MOST_UNITS = 1024 * 1024;
const MOST_UNITS_IN_ALL = 24 * 1024 * 1024;

interface Open {
  readonly origin: Origin;
  events: LogEvent[];
  units: number;
  /** Events handed over so far. */
  before: number;
}

/**
 * Gathers events by stream, since the cost of taking some in is mostly per batch. The cuts rest on
 * the input alone, so that a second import of it makes the same batches.
 */
export class StreamBatches {
  readonly #streams = new Map<string, Open>();
  #units = 0;

  *add(origin: Origin, event: LogEvent): Generator<Batch> {
    const key = JSON.stringify([origin.owner, origin.logGroup, origin.logStream]);
    const open = this.#streams.get(key) ?? { origin, events: [], units: 0, before: 0 };
    this.#streams.set(key, open);
    open.events.push(event);
    open.units += event.message.length;
    this.#units += event.message.length;
    if (open.events.length >= MOST_EVENTS || open.units >= MOST_UNITS) yield this.#take(open);
    if (this.#units >= MOST_UNITS_IN_ALL) {
      const largest = [...this.#streams.values()].reduce((a, b) => (b.units > a.units ? b : a));
      yield this.#take(largest);
    }
  }

  *end(): Generator<Batch> {
    for (const open of this.#streams.values()) if (open.events.length > 0) yield this.#take(open);
  }

  #take(open: Open): Batch {
    const { events, origin, before } = open;
    this.#units -= open.units;
    open.before += events.length;
    [open.events, open.units] = [[], 0];
    return {
      message: { ...origin, subscriptionFilters: [], events, rejected: [] },
      firstOrdinal: before,
    };
  }
}
