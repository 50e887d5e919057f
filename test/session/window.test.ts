import { NO_FACTS, type Ref } from "../../shared/session/Facts.ts";
import { positionOf } from "../../shared/session/Position.ts";
import {
  candidatesAt,
  LONGEST_SESSION_MS,
  MARGIN_MS,
  windowOf,
} from "../../shared/session/window.ts";

const T = 1_700_000_000_000;
const at = (timestamp: number | null): Ref | null =>
  timestamp === null
    ? null
    : { lane: "l", position: positionOf({ id: "1", timestamp, message: "" }, "", 0) };

describe("windowOf", () => {
  const table = [
    { why: "opened and ended", opened: T, ended: T + 60_000, is: [T, T + 60_000] },
    {
      why: "no end: as long as a session may live",
      opened: T,
      ended: null,
      is: [T, T + LONGEST_SESSION_MS],
    },
    { why: "only its end is known", opened: null, ended: T, is: [T, T] },
    { why: "nothing says when", opened: null, ended: null, is: undefined },
    { why: "an end before the beginning", opened: T, ended: T - 5, is: [T, T] },
    {
      why: "an end later than a session may live",
      opened: T,
      ended: T + 2 * LONGEST_SESSION_MS,
      is: [T, T + LONGEST_SESSION_MS],
    },
  ];
  test.each(table)("$why", ({ opened, ended, is }) => {
    const window = windowOf("s", { ...NO_FACTS, opened: at(opened), ended: at(ended) });
    expect(window === undefined ? undefined : [window.from, window.to]).toEqual(is);
  });
});

describe("candidatesAt", () => {
  const known = false;
  const a = { sessionId: "a", from: T, to: T + 10_000, known };
  const b = { sessionId: "b", from: T + 5_000, to: T + 20_000, known };
  const far = { sessionId: "z", from: T + 11_500, to: T + 30_000, known };
  const service = { ...a, known: true };
  const table = [
    { why: "inside one", windows: [a, b], time: T + 1, is: ["a"] },
    { why: "both ends belong to it", windows: [a], time: T + 10_000, is: ["a"] },
    { why: "inside two, in byte order", windows: [b, a], time: T + 7_000, is: ["a", "b"] },
    { why: "in one's margin alone", windows: [a], time: T + 10_000 + MARGIN_MS, is: ["a"] },
    { why: "past its margin", windows: [a], time: T + 10_001 + MARGIN_MS, is: [] },
    { why: "before its margin", windows: [a], time: T - 1 - MARGIN_MS, is: [] },
    { why: "inside one outranks another's margin", windows: [a, far], time: T + 11_600, is: ["z"] },
    { why: "in two margins, both", windows: [a, far], time: T + 11_000, is: ["a", "z"] },
    {
      why: "two windows of one session are one",
      windows: [a, { ...a, from: T + 1 }],
      time: T + 5,
      is: ["a"],
    },
    {
      why: "what the service knows outranks text, and is not made ambiguous by it",
      windows: [service, b],
      time: T + 7_000,
      is: ["a"],
    },
    {
      why: "by its margin too",
      windows: [service, { ...b, from: T }],
      time: T + 11_000,
      is: ["a"],
    },
    {
      why: "two that the service knows",
      windows: [service, { ...b, known: true }],
      time: T + 7_000,
      is: ["a", "b"],
    },
    { why: "no windows", windows: [], time: T, is: [] },
  ];
  test.each(table)("$why", ({ windows, time, is }) => {
    expect(candidatesAt(windows, time)).toEqual(is);
    expect(candidatesAt(windows.toReversed(), time)).toEqual(is);
  });
});
