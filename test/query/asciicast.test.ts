import fc from "fast-check";
import { asciicastLines, type CastFrame, type CastRequest } from "../../shared/query/asciicast.ts";

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 10, 22) + seconds * 1000).toISOString();
const cast = (
  frames: readonly CastFrame[],
  over: Partial<CastRequest> = {},
): { header: Record<string, unknown>; events: [number, string, string][] } => {
  const [header = "", ...events] = asciicastLines({
    version: 2,
    title: "maya-1",
    form: "streamed",
    frames,
    commands: new Map([["c1", { command: "ls\u001b[2J", notAfter: at(7) }]]),
    ...over,
  });
  return { header: JSON.parse(header), events: events.map((line) => JSON.parse(line)) };
};
const frame = (seconds: number, text: string, command: string | null = null): CastFrame => ({
  at: at(seconds),
  text,
  command,
});

test("v2: a header, output at its time, a marker where a command was accepted", () => {
  const { header, events } = cast([frame(0, "# "), frame(4, "ls", "c1"), frame(9, "a\n")]);
  expect(header).toEqual({
    version: 2,
    width: 120,
    height: 30,
    timestamp: Date.UTC(2026, 10, 22) / 1000,
    title: "maya-1",
  });
  expect(events).toEqual([
    [0, "o", "# "],
    [7, "o", "ls"],
    [7, "m", "ls\\x1b[2J"],
    [9, "o", "a\r\n"],
  ]);
});

test("v3: the same with times since the event before", () => {
  const frames = [frame(0, "# "), frame(4, "ls", "c1"), frame(9, "a\n")];
  const { header, events } = cast(frames, { version: 3 });
  expect(header).toMatchObject({ version: 3, term: { cols: 120, rows: 30 } });
  expect(events.map(([time, code]) => [time, code])).toEqual([
    [0, "o"],
    [7, "o"],
    [0, "m"],
    [2, "o"],
  ]);
});

test("a transcript's frames, which all have one time, follow each other at an even pace", () => {
  const frames = [frame(0, "a"), frame(0, "b", "c2"), frame(0, "c")];
  expect(cast(frames, { form: "transcript" }).events.map(([time]) => time)).toEqual([0, 0.3, 1.5]);
});

test.each([
  ["transcript", "a\r\r\nb\nc", "a\r\r\nb\r\nc"],
  ["streamed", "a\nb", "a\r\nb"],
  ["prefixed", "a\nb\r", "a\r\nb\r"],
] as const)("lines of a %s begin at the margin", (form, text, expected) => {
  expect(cast([frame(0, text)], { form }).events).toEqual([[0, "o", expected]]);
});

test("all of the text is there, in order, at times that never fall", () => {
  const frames = fc.array(
    fc.record({
      at: fc.integer({ min: -5, max: 90_000 }).map(at),
      text: fc.string({ unit: "binary" }),
      command: fc.constantFrom(null, "c1", "c2"),
    }),
  );
  fc.assert(
    fc.property(frames, fc.constantFrom(2 as const, 3 as const), (told, version) => {
      const { events } = cast(told, { version, form: "transcript" });
      const out = events.filter(([, code]) => code === "o");
      expect(out.map(([, , text]) => text)).toEqual(
        told.map(({ text }) => text.toWellFormed().replace(/(?<!\r)\n/g, "\r\n")),
      );
      let before = 0;
      for (const [time] of events) {
        expect(time).toBeGreaterThanOrEqual(version === 2 ? before : 0);
        before = time;
      }
    }),
  );
});
