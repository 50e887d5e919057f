import type { DataMessage } from "../logs/DataMessage.ts";
import { formatLane } from "../session/Lane.ts";
import { UNKNOWN } from "../target/Scope.ts";
import type { Settings } from "./Ports.ts";

/** The identity of the stream that a data message came from. */
export const laneOf = (
  { partition, region }: Pick<Settings, "partition" | "region">,
  { owner, logGroup, logStream }: Pick<DataMessage, "owner" | "logGroup" | "logStream">,
): string =>
  formatLane({
    scope: { partition, accountId: /^[0-9]{12}$/.test(owner) ? owner : UNKNOWN, region },
    logGroup,
    logStream,
  });
