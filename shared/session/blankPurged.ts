import { isObject } from "../logs/isObject.ts";
import { parseJson } from "../logs/parseJson.ts";
import { parseSessionEvent } from "../logs/parseSessionEvent.ts";
import { parseSsmLine } from "../logs/parseSsmLine.ts";
import type { EndpointStream, SessionStream } from "../logs/Stream.ts";
import type { Tombstone } from "./Tombstone.ts";
import { candidatesAt } from "./window.ts";

/** A code of the text that only the key's holder can make. */
export type Sign = (key: string, text: string) => string;

interface TextEvent {
  readonly timestamp: number;
  readonly message: string;
}

/**
 * The events with every text taken out that was removed by hand: they stay, with their time and
 * ID, and what they say of the session beside its text. Each by itself, so that it makes no
 * difference whether evidence came before the removal or after it. The same list where nothing was.
 */
export function blankPurged<E extends TextEvent>(
  tombstones: readonly Tombstone[],
  lane: string,
  stream: EndpointStream | SessionStream,
  events: readonly E[],
  sign: Sign,
): readonly E[] {
  const blank =
    stream.kind === "session" ? ofSession(tombstones, stream) : ofEndpoint(tombstones, lane);
  if (blank === undefined) return events;
  let changed = false;
  const after = events.map((event) => {
    const message = blank(event, sign);
    if (message === undefined || message === event.message) return event;
    changed = true;
    return { ...event, message };
  });
  return changed ? after : events;
}

type Blank = (event: TextEvent, sign: Sign) => string | undefined;

function ofSession(
  tombstones: readonly Tombstone[],
  { sessionId }: SessionStream,
): Blank | undefined {
  const tombstone = tombstones.find((one) => one.sessionId === sessionId);
  if (tombstone === undefined) return undefined;
  return ({ message }, sign) => {
    const said = parseSessionEvent(message);
    switch (said.kind) {
      case "record":
        return blankRecord(tombstone, message, sign);
      case "broken-record":
        return isMarked(message) ? message : `${BROKEN}${markOf(tombstone, message, sign)}`;
      case "transcript":
        return isMarked(message) ? message : markOf(tombstone, message, sign);
      default:
        return said satisfies never;
    }
  };
}

function ofEndpoint(tombstones: readonly Tombstone[], lane: string): Blank | undefined {
  if (tombstones.length === 0) return undefined;
  const bySession = new Map(tombstones.map((one) => [one.sessionId, one]));
  const places = tombstones.flatMap((tombstone) =>
    tombstone.places.filter((place) => place.lane === lane).map((place) => ({ tombstone, place })),
  );
  return ({ message, timestamp }, sign) => {
    const line = parseSsmLine(message);
    const before = message.slice(0, message.length - line.text.length + line.gap);
    if (line.said.kind === "record") {
      const tombstone = bySession.get(line.said.record.sessionId);
      return tombstone && before + blankRecord(tombstone, line.text.slice(line.gap), sign);
    }
    if (line.said.kind !== "terminal" || isMarked(message)) return undefined;
    const found = places.find(({ tombstone, place }) => {
      if (place.container !== line.container) return false;
      const [only, second] = candidatesAt(place.windows, timestamp);
      return only === tombstone.sessionId && second === undefined;
    });
    return found && before + markOf(found.tombstone, message, sign);
  };
}

const BROKEN = '{"eventVersion": ';
const MARK = /\(text removed [0-9a-f]{8}\)$/;

const isMarked = (text: string): boolean => MARK.test(text);

/** The same text gives the same mark, another text another one: what contradicts still does. */
const markOf = ({ key }: Tombstone, text: string, sign: Sign): string =>
  `(text removed ${sign(key, text).slice(0, 8)})`;

function blankRecord(tombstone: Tombstone, text: string, sign: Sign): string {
  const record = parseJson(text);
  if (!isObject(record) || !Array.isArray(record.sessionData)) return text;
  const [first] = record.sessionData;
  if (typeof first === "string" && isMarked(first)) return text;
  return JSON.stringify({ ...record, sessionData: [markOf(tombstone, text, sign)] });
}
