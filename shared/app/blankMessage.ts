import type { DataMessage } from "../logs/DataMessage.ts";
import type { EndpointStream, SessionStream } from "../logs/Stream.ts";
import { blankPurged } from "../session/blankPurged.ts";
import { scopeOf } from "./loadWindows.ts";
import type { Ports } from "./Ports.ts";
import { loadTombstones } from "./tombstones.ts";

/** The message without text that was removed by hand; the same object where there is none. */
export async function blankMessage(
  { store, sign }: Pick<Ports, "store" | "sign">,
  lane: string,
  stream: EndpointStream | SessionStream,
  message: DataMessage,
): Promise<DataMessage> {
  const tombstones = await loadTombstones(store, scopeOf(lane));
  const events = blankPurged(tombstones, lane, stream, message.events, sign);
  return events === message.events ? message : { ...message, events };
}
