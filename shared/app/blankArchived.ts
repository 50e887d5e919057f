import { readDataMessage } from "../logs/readDataMessage.ts";
import { parseStream } from "../logs/parseStream.ts";
import { blankPurged } from "../session/blankPurged.ts";
import type { Tombstone } from "../session/Tombstone.ts";
import type { OpenArchive } from "./Archive.ts";
import { archiveMessage } from "./archiveMessage.ts";
import { laneOf } from "./laneOf.ts";
import type { Ports } from "./Ports.ts";
import { settingsOf } from "./takeArchived.ts";

/** Writes the archive's entries again that hold removed text, without it; says how many. */
export async function blankArchived(
  { sign }: Pick<Ports, "sign">,
  archive: OpenArchive,
  tombstone: Tombstone,
): Promise<number> {
  let written = 0;
  for await (const { is, name } of archive.list()) {
    if (is !== "entry") continue;
    const opened = await archive.open(name);
    if (opened.is !== "payload" || opened.arrival.kind !== "log-events") continue;
    const { arrival } = opened;
    const decoded = readDataMessage(opened.value);
    if (decoded.kind !== "data") continue;
    const { message } = decoded;
    const { sessionLogGroups } = settingsOf(arrival, message);
    const stream = parseStream({ ...message, sessionLogGroups });
    const lane = laneOf(arrival, message);
    if (stream.kind === "refused" || !lane.startsWith(`${tombstone.scope}#`)) continue;
    const events = blankPurged([tombstone], lane, stream, message.events, sign);
    if (events === message.events) continue;
    const { read, firstOrdinal } = arrival;
    const delivery = { attemptId: "", read, firstOrdinal };
    await archiveMessage({ archive }, arrival, { ...message, events }, delivery, arrival);
    await archive.remove(name);
    written++;
  }
  return written;
}
