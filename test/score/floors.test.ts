import { join } from "node:path";
import { reportOf } from "./reportOf.ts";
import { scoreExamples } from "./scoreExamples.ts";
import { highShortfalls, shortfalls } from "./shortfalls.ts";

test("the project's own recordings are read as well as they were", async () => {
  const scores = await scoreExamples(join(process.cwd(), "examples"));
  const reports = scores.map(reportOf);
  expect(reports.flatMap((report) => shortfalls("examples", report))).toEqual([]);
  expect(highShortfalls(reports)).toEqual([]);
});

test("a figure below its floor, a forbidden text and an empty set are told", async () => {
  const [score] = await scoreExamples(join(process.cwd(), "examples"));
  if (score === undefined) throw new Error("no form was scored");
  const poor = reportOf({
    ...score,
    sessions: score.sessions.map((one) => ({ ...one, missed: one.found, never: 1 })),
  });
  expect(shortfalls("examples", poor).map((text) => text.split(" is ")[0])).toEqual([
    "examples, transcript: recall",
    expect.stringMatching(/^examples, transcript: \d+ texts reported that never may be$/),
  ]);
  const none = shortfalls("examples", reportOf({ ...score, sessions: [] }));
  expect(none.at(-1)).toBe("examples, transcript: no session was read");
  const wrong = { ...poor, calibration: [{ ...poor.calibration[0], reported: 10, wrong: 1 }] };
  expect(highShortfalls([wrong as typeof poor])).toEqual([
    "1 of 10 commands marked high are wrong, more than 1 in 1,000",
  ]);
});
