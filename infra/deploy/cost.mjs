// What a stack costs a month, from list prices and from what a session was measured to take.
// docs/cost.md shows what this computes, and a test holds both to the measurement.

/** us-east-1, on demand, at the time of writing; free tiers are not counted in. */
export const PRICES = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  /** GB-month, with continuous backup (0.25 + 0.20). */
  tableGb: 0.45,
  lambdaGbSecond: 13.3334e-6,
  lambdaRequest: 0.2e-6,
  logGb: 0.5,
  alarm: 0.1,
  dashboard: 3,
  metric: 0.3,
  s3Put: 5e-6,
  s3Gb: 0.023,
};

/** The session that all is reckoned with: as large as most are, or larger. */
export const SESSION = { commands: 40, outputLines: 10 };

/** What such a session takes; measured by the test, which fails when it is more. */
export const MEASURED = {
  streamed: { deliveries: 40, writeUnits: 290, readUnits: 560, tableKb: 88 },
  transcript: { deliveries: 1, writeUnits: 110, readUnits: 14, tableKb: 56 },
};

/** Of one delivery: 1 GB for 0.1 s, and two lines of log. */
const LAMBDA_GB_SECONDS = 0.1;
const LOG_BYTES = 800;

/** Dollars for one session, by what they pay for; the archive's apart, since it may be off. */
export function sessionCost(form) {
  const { deliveries, writeUnits, readUnits } = MEASURED[form];
  return {
    dynamodb: writeUnits * PRICES.writeUnit + readUnits * PRICES.readUnit,
    lambda: deliveries * (LAMBDA_GB_SECONDS * PRICES.lambdaGbSecond + PRICES.lambdaRequest),
    logs: (deliveries * LOG_BYTES * PRICES.logGb) / 1e9,
    archive: deliveries * PRICES.s3Put,
  };
}

export const perThousand = (form) => {
  const { dynamodb, lambda, logs } = sessionCost(form);
  return 1_000 * (dynamodb + lambda + logs);
};

/**
 * What a stack costs where nothing happens. An alarm is paid for by the metrics that it looks at, and
 * a metric by the hours in which it is sent: one, as if log events never ceased; the others tell
 * of what is wrong, and are not sent where nothing is.
 */
export const BASE = { alarms: 15, metrics: 1, dashboards: 1 };
export const baseCost = ({ dashboard = true } = {}) =>
  BASE.alarms * PRICES.alarm +
  BASE.metrics * PRICES.metric +
  (dashboard ? BASE.dashboards * PRICES.dashboard : 0);

const DAYS = 30;
/** Text lies in the table for so many months. */
const MONTHS_KEPT = 400 / DAYS;

/** Dollars a month at so many sessions a day, once as much is kept as will be. */
export function monthlyCost(sessionsADay, form, { archive = false, dashboard = true } = {}) {
  const sessions = sessionsADay * DAYS;
  const each = sessionCost(form);
  const gigabytes = (sessions * MONTHS_KEPT * MEASURED[form].tableKb) / 1e6;
  return {
    base: baseCost({ dashboard }),
    taking: sessions * (each.dynamodb + each.lambda + each.logs),
    keeping: gigabytes * PRICES.tableGb,
    archive: archive ? sessions * each.archive + gigabytes * PRICES.s3Gb : 0,
  };
}

export const sumOf = (cost) => Object.values(cost).reduce((sum, each) => sum + each, 0);

export const dollars = (amount) => (amount < 0.005 ? "under $0.01" : `$${amount.toFixed(2)}`);

export const SESSIONS_A_DAY = [1, 100, 10_000];

/** The table of docs/cost.md and of `npm run deploy`, as Markdown. */
export function costTable(options) {
  const rows = SESSIONS_A_DAY.flatMap((sessions) =>
    Object.keys(MEASURED).map((form) => {
      const cost = monthlyCost(sessions, form, options);
      const cells = [cost.base, cost.taking, cost.keeping, cost.archive, sumOf(cost)];
      return [sessions.toLocaleString("en"), form, ...cells.map(dollars)];
    }),
  );
  const head = [
    "sessions a day",
    "text comes",
    "base",
    "taking in",
    "keeping",
    "archive",
    "a month",
  ];
  const widths = head.map((title, n) =>
    Math.max(title.length, ...rows.map((row) => row[n].length)),
  );
  const line = (cells) => `| ${cells.map((cell, n) => cell.padEnd(widths[n])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
