import type { LogEvent } from "../logs/LogEvent.ts";
import type { Position } from "./Position.ts";

/** A log event with its place among those of the same read. */
export interface FragmentEvent extends LogEvent {
  readonly ordinal: number;
}

/**
 * Log events of one stream as one delivery carried them: the unit in which evidence is kept.
 * Fragments overlap freely; {@link uniteEvents} undoes that.
 */
export interface Fragment {
  readonly lane: string;
  /** Names the read that events without an ID came in (one file, one paginated sequence). */
  readonly read: string;
  readonly events: readonly FragmentEvent[];
}

/** A log event once, wherever and however often it was delivered. */
export interface LaneEvent {
  readonly position: Position;
  readonly timestamp: number;
  readonly message: string;
  /** The ID came with another text as well: both are kept. */
  readonly disputed: boolean;
}
