import { NO_FACTS } from "../session/Facts.ts";
import {
  endpointKey,
  endpointsPartition,
  targetSort,
  targetsPartition,
  type Key,
} from "../session/keys.ts";
import { serviceRow, type SeenRow } from "../session/SeenRow.ts";
import type { ServiceFacts } from "../session/ServiceFacts.ts";
import { knownTargets } from "../session/sessionPlace.ts";
import { serviceStart } from "../session/serviceWord.ts";
import { formatTargetId } from "../target/formatTargetId.ts";
import { mergeAll } from "./keepTargets.ts";
import type { Ports } from "./Ports.ts";

/** Adds the targets that the service says sessions were opened on. */
export async function keepKnownTargets(
  ports: Ports,
  scope: string,
  service: ServiceFacts,
): Promise<void> {
  const facts = { ...NO_FACTS, service };
  const time = serviceStart(facts);
  if (time === null) return;
  const rows = knownTargets(facts).flatMap((target) => {
    const { endpoint, variant, instance, container } = target;
    return [
      {
        key: {
          partition: targetsPartition(scope, endpoint),
          sort: targetSort(variant, instance, container ?? null),
        },
        row: serviceRow(formatTargetId(target), time),
      },
      {
        key: { partition: endpointsPartition(scope), sort: endpointKey(endpoint) },
        row: serviceRow(endpoint, time),
      },
    ] satisfies { key: Key<SeenRow>; row: SeenRow }[];
  });
  await mergeAll(ports, rows);
}
