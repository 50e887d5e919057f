// `npm run --silent score:floors`: scores every set that is here in every form, prints the figures, how
// far `high` can be relied on and the hardest sessions, and fails where a figure is below its floor.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import { reportOf, type Report } from "./reportOf.ts";
import { scoreCorpus, type CorpusScore } from "./scoreCorpus.ts";
import { scoreExamples } from "./scoreExamples.ts";
import { upperBound } from "./SessionScore.ts";
import { highOf, highShortfalls, shortfalls, type SetName } from "./shortfalls.ts";

const BESIDE = join("..", "shared");
const FORMS = ["transcript", "prefixed", "streamed"] as const satisfies readonly Form[];
const HARDEST = 10;

const share = (value: number): string => value.toFixed(4);

async function scoresOf(set: SetName): Promise<CorpusScore[]> {
  if (set === "examples") return scoreExamples(join(process.cwd(), "examples"));
  const folder = join(BESIDE, set);
  if (!existsSync(folder)) {
    console.log(`SKIPPED ${set}: ${folder} is not here`);
    return [];
  }
  const scores: CorpusScore[] = [];
  for (const form of FORMS) scores.push(await scoreCorpus(folder, form));
  return scores;
}

const row = (set: string, one: Report): string =>
  [
    set.padEnd(8),
    one.form.padEnd(10),
    share(one.precision),
    share(one.recall),
    `${one.whole}/${one.sessions}`.padStart(7),
    String(one.never).padStart(5),
    share(one.highCovers).padEnd(11),
    ...[one.cwd, one.exit].map(({ known, told, right }) =>
      `${right}/${told} of ${known}`.padEnd(17),
    ),
  ].join("  ");

const complaints: string[] = [];
const reports: Report[] = [];
const flawed: { readonly name: string; readonly missed: number; readonly wrong: number }[] = [];
console.log(
  "set       form        precis  recall   whole  never  high covers  cwd right/told     exit right/told",
);
for (const set of ["corpus", "casts", "examples"] as const) {
  for (const score of await scoresOf(set)) {
    const report = reportOf(score);
    reports.push(report);
    console.log(row(set, report));
    complaints.push(...shortfalls(set, report));
    for (const { id, missed, wrong } of score.sessions)
      if (missed + wrong > 0) flawed.push({ name: `${set}/${id}, ${score.form}`, missed, wrong });
  }
}

const high = highOf(reports);
const bound = share(upperBound(high.wrong, high.reported));
console.log(
  `\nhigh, all together: ${high.wrong} of ${high.reported} wrong (at most ${bound}, 95 %)`,
);
console.log("hardest sessions:");
flawed.sort((a, b) => b.missed + b.wrong - (a.missed + a.wrong));
for (const { name, missed, wrong } of flawed.slice(0, HARDEST))
  console.log(`  ${name}: ${missed} missed, ${wrong} wrong`);

complaints.push(...highShortfalls(reports));
for (const complaint of complaints) console.log(`BELOW ITS FLOOR ${complaint}`);
if (complaints.length > 0) process.exitCode = 1;
