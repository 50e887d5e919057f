import { headSort, readingPartition, type Key } from "../session/keys.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import type { Ports } from "./Ports.ts";

/** What is known of the session; undefined where nothing is. */
export async function loadHead(
  { store }: Pick<Ports, "store">,
  scope: string,
  sessionId: string,
): Promise<ReadingHead | undefined> {
  const partition = readingPartition({ kind: "session", scope, sessionId });
  const key: Key<ReadingHead> = { partition, sort: headSort };
  const [kept] = await store.load([key]);
  return kept?.value;
}
