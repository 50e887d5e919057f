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
  first: first * HOUR,
  last: last * HOUR,
});

const table = [
  { why: "one alone", sights: [sighted("1", 0, 9)], earlier: [] },
  { why: "two that serve together", sights: [sighted("1", 0, 9), sighted("2", 0, 9)], earlier: [] },
  {
    why: "gone before the next one came",
    sights: [sighted("1", 0, 3), sighted("2", 5, 9)],
    earlier: ["1"],
  },
  {
    why: "gone soon after the next one came",
    sights: [sighted("1", 0, 5.4), sighted("2", 5, 9)],
    earlier: ["1"],
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

test.each(table)("$why", ({ sights, earlier }) => {
  const left = targetsOfEndpoint(sights)
    .filter(({ generation }) => generation === "earlier")
    .map(({ target }) => target.instance.slice(-1));
  expect(left).toEqual(earlier);
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
