import type { OpenArchive } from "./Archive.ts";
import type { Ports } from "./Ports.ts";
import { takeArchived } from "./takeArchived.ts";
import type { ArchiveFinding } from "./verify.ts";

export interface RebuildReport {
  readonly archive: string;
  readonly entries: number;
  readonly events: number;
  readonly records: number;
  /** Entries that could not be taken in. */
  readonly damaged: readonly ArchiveFinding[];
}

/** Takes everything that the archive holds into an empty store. */
export async function rebuild(
  ports: Ports,
  archive: OpenArchive,
  onEntry: (entries: number) => void = () => undefined,
): Promise<RebuildReport> {
  const { archive: _, ...unarchived } = ports;
  const damaged: ArchiveFinding[] = [];
  let [entries, events, records] = [0, 0, 0];
  for await (const { is, name } of archive.list()) {
    if (is !== "entry") continue;
    const opened = await archive.open(name);
    if (opened.is === "payload") {
      const taken = await takeArchived(unarchived, name, opened);
      events += taken.events;
      records += taken.records;
      onEntry(++entries);
    } else damaged.push({ flaw: opened.is, name, detail: opened.why });
  }
  return { archive: archive.place, entries, events, records, damaged };
}
