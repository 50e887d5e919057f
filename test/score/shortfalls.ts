import { FACTS_RIGHT, FLOORS, MOST_HIGH_WRONG } from "./floors.ts";
import type { Report } from "./reportOf.ts";

export type SetName = keyof typeof FLOORS;

const RATIOS = ["precision", "recall", "highCovers"] as const;

/** What a report lacks of its floor, in words; empty where nothing. */
export function shortfalls(set: SetName, report: Report): string[] {
  const floor = FLOORS[set][report.form];
  const low = RATIOS.filter((ratio) => report[ratio] < floor[ratio]).map(
    (ratio) =>
      `${set}, ${report.form}: ${ratio} is ${report[ratio].toFixed(4)}, the floor ${floor[ratio]}`,
  );
  for (const fact of ["cwd", "exit"] as const) {
    const { told, right } = report[fact];
    if (right < FACTS_RIGHT * told)
      low.push(
        `${set}, ${report.form}: ${told - right} of ${told} told values of ${fact} are wrong`,
      );
  }
  if (report.sessions === 0) low.push(`${set}, ${report.form}: no session was read`);
  if (report.never > 0)
    low.push(`${set}, ${report.form}: ${report.never} texts reported that never may be`);
  return low;
}

/** The commands marked `high` in all reports together. */
export function highOf(reports: readonly Report[]): { reported: number; wrong: number } {
  const high = reports.flatMap(({ calibration }) =>
    calibration.filter(({ confidence }) => confidence === "high"),
  );
  return {
    reported: high.reduce((sum, one) => sum + one.reported, 0),
    wrong: high.reduce((sum, one) => sum + one.wrong, 0),
  };
}

export function highShortfalls(reports: readonly Report[]): string[] {
  const { reported, wrong } = highOf(reports);
  return wrong > MOST_HIGH_WRONG * reported
    ? [`${wrong} of ${reported} commands marked high are wrong, more than 1 in 1,000`]
    : [];
}
