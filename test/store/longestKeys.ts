import type { Key } from "../../shared/session/keys.ts";
import {
  checkpointSort,
  commandSort,
  findingsPartition,
  findingSort,
  fragmentPartition,
  fragmentSort,
  lanePartition,
  listingPartition,
  listingSort,
  placedSort,
  programPartition,
  programSort,
  readingPartition,
  targetSort,
  targetsPartition,
  windowSort,
} from "../../shared/session/keys.ts";
import { formatLane } from "../../shared/session/Lane.ts";
import { positionOf } from "../../shared/session/Position.ts";
import { formatScope } from "../../shared/target/Scope.ts";

// Names as long as AWS allows them (a log group and a log stream: 512 characters), and hostile ones.
const scope = { partition: "aws-us-gov", accountId: "111122223333", region: "us-gov-east-1" };
const lane = formatLane({ scope, logGroup: "/g".repeat(256), logStream: "s/".repeat(256) });
const place = formatScope(scope);
const hostile = "#\0é".repeat(4_000);
const position = positionOf({ id: hostile, timestamp: 8.64e15, message: "" }, "", 0);
const name = "n".repeat(63);
const reading = readingPartition({
  kind: "ambiguous",
  lane,
  container: name,
  candidates: Array.from({ length: 12 }, (_, n) => `${"s".repeat(90)}-${n}`),
});

export const longestKeys: readonly { readonly why: string; readonly key: Key<unknown> }[] = [
  {
    why: "a fragment's",
    key: { partition: fragmentPartition(lane), sort: fragmentSort(2, position, "f".repeat(24)) },
  },
  { why: "a reading of text of twelve candidates", key: { partition: reading, sort: "head" } },
  { why: "a command's", key: { partition: reading, sort: commandSort(position, 99_999_999) } },
  { why: "a checkpoint's", key: { partition: reading, sort: checkpointSort(position) } },
  {
    why: "a program with a hostile name",
    key: {
      partition: programPartition(place, hostile),
      sort: programSort(position, 99_999_999, reading),
    },
  },
  {
    why: "a listing by an actor with a hostile name",
    key: {
      partition: listingPartition({ by: "actor", actor: hostile }),
      sort: listingSort("9999-12-31", 8.64e15, reading),
    },
  },
  {
    why: "a finding with a hostile subject",
    key: {
      partition: findingsPartition(place),
      sort: findingSort(8.64e15, "foreign-announcement", hostile),
    },
  },
  {
    why: "a place on a lane",
    key: {
      partition: lanePartition(lane),
      sort: placedSort("9999-12-31", name, reading),
    },
  },
  {
    why: "a window on a lane",
    key: { partition: lanePartition(lane), sort: windowSort(8.64e15, "s".repeat(96), name) },
  },
  {
    why: "a target's",
    key: {
      partition: targetsPartition(place, name),
      sort: targetSort(name, "i-0123456789abcdef0", name),
    },
  },
  {
    why: "1,000 bytes of every printable sign",
    key: { partition: "contract#keys", sort: printable(1_000) },
  },
];

/** A bound just below or above that sort key. */
export const keySort = (sort: string, sign: "!" | "~"): string =>
  sign === "~" ? `${sort.slice(0, 900)}~` : sort.slice(0, 900);

function printable(length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, n) => 0x21 + (n % 94)));
}
