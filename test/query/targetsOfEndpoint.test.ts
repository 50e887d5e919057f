import { targetsOfEndpoint, type SightedTarget } from "../../shared/query/targetsOfEndpoint.ts";

const HOUR = 3_600_000;

const sighted = (
  instance: string,
  first: number,
  last: number,
  variant = "blue",
): SightedTarget => ({
  target: { endpoint: "e", variant, instance: `i-0000000000000000${instance}`, container: "c" },
  announced: true,
  service: false,
  first: first * HOUR,
  last: last * HOUR,
  opened: first * HOUR,
  closed: null,
});
const closed = (one: SightedTarget): SightedTarget => ({ ...one, closed: one.last });

const table: readonly {
  why: string;
  sights: SightedTarget[];
  earlier: string[];
  quiet?: string[];
}[] = [
  { why: "one alone", sights: [sighted("1", 0, 9)], earlier: [] },
  { why: "two that serve together", sights: [sighted("1", 0, 9), sighted("2", 0, 9)], earlier: [] },
  {
    why: "gone before the next one came",
    sights: [closed(sighted("1", 0, 3)), sighted("2", 5, 9)],
    earlier: ["1"],
  },
  {
    why: "gone soon after the next one came",
    sights: [closed(sighted("1", 0, 5.4)), sighted("2", 5, 9)],
    earlier: ["1"],
  },
  {
    why: "silent for hours while a later one speaks",
    sights: [sighted("1", 0, 3), sighted("2", 5, 9)],
    earlier: [],
    quiet: ["1"],
  },
  {
    why: "silent for more than a day while a later one speaks",
    sights: [sighted("1", 0, 3), sighted("2", 5, 28)],
    earlier: ["1"],
  },
  {
    why: "closed its channel and opened it again",
    sights: [{ ...closed(sighted("1", 0, 3)), opened: 3 * HOUR }, sighted("2", 5, 9)],
    earlier: [],
    quiet: ["1"],
  },
  {
    why: "closed its channel and spoke later",
    sights: [{ ...sighted("1", 0, 3), closed: 2 * HOUR }, sighted("2", 5, 9)],
    earlier: [],
    quiet: ["1"],
  },
  {
    why: "closed its channel, and nothing came after it",
    sights: [closed(sighted("1", 0, 3)), sighted("2", 0, 9)],
    earlier: [],
  },
  {
    why: "still there long after another one came",
    sights: [sighted("1", 0, 8), sighted("2", 5, 9)],
    earlier: [],
  },
  {
    why: "started together, one of them quiet since",
    sights: [sighted("1", 0, 0), sighted("2", 0.1, 9)],
    earlier: [],
  },
  {
    why: "another variant replaces nothing",
    sights: [sighted("1", 0, 3), sighted("2", 5, 9, "green")],
    earlier: [],
  },
];

test.each(table)("$why", ({ sights, earlier, quiet = [] }) => {
  const known = targetsOfEndpoint(sights);
  const those = (wanted: string): string[] =>
    known.flatMap(({ generation, target }) =>
      generation === wanted ? target.instance.slice(-1) : [],
    );
  expect({ earlier: those("earlier"), quiet: those("quiet") }).toEqual({ earlier, quiet });
});

test("what is announced is not derived as well", () => {
  const announced = sighted("1", 0, 1);
  const { container, ...single } = announced.target;
  expect(container).toBe("c");
  const derived = { ...announced, announced: false };
  expect(targetsOfEndpoint([announced, derived])).toHaveLength(1);
  expect(targetsOfEndpoint([{ ...announced, target: single }, derived])).toHaveLength(1);
  expect(targetsOfEndpoint([derived])[0]?.alternative).toBe(
    "sagemaker-endpoint:e_blue_i-00000000000000001",
  );
});
