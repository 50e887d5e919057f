import { unjoinedPartition } from "../session/keys.ts";
import { UNKNOWN } from "../target/Scope.ts";
import { keepTrail, type RawRecord } from "./keepTrail.ts";
import type { Ports } from "./Ports.ts";

/** Joins the records that an older store kept; where there are none, it costs one look. */
export async function rejoinTrail(ports: Ports): Promise<void> {
  for await (const { partition, sort, value } of ports.store.list<RawRecord>({
    partition: unjoinedPartition,
  })) {
    // `trail#<partition>/<account>/<region>#…`: what told the record's place then.
    const [, scope = ""] = sort.split("#");
    const [own = "aws", , region = UNKNOWN] = scope.split("/");
    await keepTrail(ports, { partition: own, region }, [value]);
    await ports.store.change([], [{ partition, sort }]);
  }
}
