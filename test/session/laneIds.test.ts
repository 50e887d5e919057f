import { expect, test } from "@jest/globals";
import { idsOf, mergeIds } from "../../shared/session/LaneIds.ts";
import { idTime } from "../../shared/session/idTime.ts";
import { laneFindings } from "../../shared/session/laneFindings.ts";
import { NO_LANE } from "../../shared/session/LaneAbout.ts";

test.each([
  ["31132629274945519779805322857203735586714454643391594505", 1_396_035_378_988],
  ["31953106606966983378809025079804211143289615424298221568", 1_432_826_855_000],
  ["38000000000001", null],
  ["not a number", null],
])("the ID %s, as AWS documents it, holds the time %j", (id, time) => {
  expect(idTime(id)).toBe(time);
});

const LANE = "aws/111122223333/eu-west-1#/aws/sagemaker/Endpoints/e#v/i-0123456789abcdef0/ssm";
const T = 1_700_000_000_000;
const event = (of: number, at: number, n = 0n) => ({
  id: String((BigInt(of) << 144n) | n),
  timestamp: at,
  message: "",
  ordinal: 0,
});
const findingsOf = (...reads: ReturnType<typeof event>[][]): string[] => {
  const ids = reads.map((events) => idsOf("r", events)).reduce(mergeIds, undefined);
  const about = { ...NO_LANE, ...(ids === undefined ? {} : { ids }) };
  return laneFindings(LANE, about).flatMap(({ kind, detail }) => [kind, ...detail]);
};

test("one ID at two times is a finding, whichever came first, and one alone at a wrong time", () => {
  const [right, moved] = [[event(T, T)], [event(T, T + 86_400_000)]];
  const told = [
    "event-id-conflict",
    `${event(T, T).id} is the ID of an event of 2023-11-14T22:13:20.000Z`,
  ];
  expect(findingsOf(right, moved)).toEqual(told);
  expect(findingsOf(moved, right)).toEqual(told);
  expect(findingsOf([event(T + 5, T + 5)], moved)).toEqual(told);
});

test("IDs of somebody else's making say nothing", () => {
  const made = [event(T + 77, T), event(T + 88, T + 1)];
  expect(findingsOf(made)).toEqual([]);
  expect(findingsOf([event(T, T), event(T, T, 1n), event(T + 9, T + 9)])).toEqual([]);
});
