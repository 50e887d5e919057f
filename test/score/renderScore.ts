import type { Report } from "./reportOf.ts";
import type { FactScore } from "./SessionScore.ts";

const share = (value: number): string => value.toFixed(4);
const SHOWN = 3;
const LONGEST = 100;

/** For a terminal; texts of sessions are quoted as JSON, so that none of them is printed raw. */
export function renderScore(report: Report): string {
  const { form, precision, recall, whole, sessions, never, highCovers } = report;
  return [
    `${form}: precision ${share(precision)}, recall ${share(recall)}, ${whole} of ${sessions} sessions wholly right, ${never} never-commands, high covers ${share(highCovers)}`,
    ...report.calibration.map(
      (one) =>
        `  ${one.confidence}: ${one.wrong} of ${one.reported} wrong (at most ${share(one.wrongAtMost95)}, 95 %)`,
    ),
    fact("cwd", report.cwd),
    fact("exit", report.exit),
    ...features(report),
    ...(report.worst.length === 0 ? [] : ["  worst sessions:"]),
    ...report.worst.flatMap((one) => [
      `    ${one.id}: ${one.missed.length} missed, ${one.wrong.length} wrong`,
      ...some("missed", one.missed),
      ...some("wrong", one.wrong),
      ...some("never", one.never),
    ]),
    "",
  ].join("\n");
}

const fact = (name: string, { known, told, right }: FactScore): string =>
  `  ${name}: told for ${told} of ${known} commands that were found and whose truth has it, ${told - right} wrong`;

function features({ features: all }: Report): string[] {
  const flawed = all.filter(({ missed, wrong }) => missed + wrong > 0);
  const width = Math.max(0, ...flawed.map(({ feature }) => feature.length));
  return [
    `  features: ${all.length - flawed.length} without a flaw${flawed.length === 0 ? "" : ", and"}`,
    ...flawed.map(
      ({ feature, precision, recall, sessions }) =>
        `    ${feature.padEnd(width)}  precision ${share(precision)}, recall ${share(recall)} in ${sessions}`,
    ),
  ];
}

const some = (what: string, texts: readonly string[]): string[] =>
  texts.slice(0, SHOWN).map((text) => `      ${what} ${JSON.stringify(text).slice(0, LONGEST)}`);
