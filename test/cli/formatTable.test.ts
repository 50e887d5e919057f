import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import stringWidth from "string-width";
import { fitWidths } from "../../cli/render/fitWidths.ts";
import { formatTable } from "../../cli/render/formatTable.ts";
import { commandShape, sessionShape, targetShape } from "../../cli/shapes/shapes.ts";
import type { CommandAnswer, SessionAnswer, TargetAnswer } from "../../shared/query/Answer.ts";

const place = { partition: "aws", account: "111122223333", region: "eu-west-1" };

const command = (change: Partial<CommandAnswer>): CommandAnswer => ({
  ...place,
  id: "1",
  command: "ls /opt/ml",
  cut: 0,
  kind: "shell",
  depth: 0,
  programs: ["ls"],
  prompt: "# ",
  cwd: null,
  host: null,
  exit: null,
  after: null,
  notAfter: "2026-11-12T09:14:08.440Z",
  vague: false,
  timedBy: null,
  session: "s",
  sessions: [],
  endpoint: "churn-scorer",
  target: null,
  container: "container_0",
  actor: "arn:aws:sts::111122223333:assumed-role/OnCall/jonas.weber",
  name: "jonas.weber (role OnCall)",
  attribution: "claimed",
  candidates: [],
  link: "keyed",
  confidence: "high",
  reason: "",
  weakest: "attribution claimed",
  damaged: false,
  repeated: false,
  evidence: {
    source: "log-event",
    logGroup: "g",
    logStream: "s",
    eventId: null,
    timestamp: "2026-11-12T09:14:08.440Z",
  },
  reader: null,
  catchingUp: false,
  ...change,
});

const commands = [
  command({}),
  command({ command: `for f in *; do echo "$f"; done ${"x".repeat(300)}`, cut: 12_000 }),
  command({
    command: "echo \x1b[31m日本語\u202e 👍",
    actor: null,
    name: null,
    candidates: ["arn:aws:iam::111122223333:user/a", "arn:aws:iam::111122223333:user/b"],
    attribution: "unknown",
    weakest: "attribution unknown",
  }),
  command({
    command: "id",
    endpoint: null,
    container: null,
    vague: true,
    link: "none",
    confidence: "low",
    weakest: "link none",
  }),
];

const sessions: SessionAnswer[] = [
  {
    ...place,
    session: "maya.lindqvist@example.com-7eqsc4tj4xbw2begql7aql6qum",
    endpoint: "churn-scorer",
    target: null,
    container: "container_0",
    start: "2026-11-12T09:14:05.120Z",
    end: null,
    openUntil: "2026-11-13T09:14:05.120Z",
    document: null,
    reason: null,
    resumedBy: [],
    commands: 14,
    doubtful: 0,
    form: "streamed",
    findings: ["two-owners", "logging-failure"],
    reader: null,
    catchingUp: false,
    actor: "arn:aws:iam::111122223333:user/maya",
    name: "maya",
    attribution: "proven",
    candidates: [],
  },
];

const targets: TargetAnswer[] = [
  {
    ...place,
    target: "sagemaker-endpoint:fraud-detector_blue_i-04d1e2a9b85c7f360_preprocess",
    endpoint: "fraud-detector",
    variant: "blue",
    instance: "i-04d1e2a9b85c7f360",
    container: "preprocess",
    known: "derived",
    alternative: null,
    generation: "earlier",
    firstSeen: "2026-11-12T06:30:40.000Z",
    lastSeen: "2026-11-15T21:05:00.000Z",
    live: "unknown",
    startSession: "aws ssm start-session --target x",
  },
];

// Colours are shown by their codes, so that the golden files can be read.
const shown = (table: string): string => table.replaceAll("\x1b", "␛");

describe.each([60, 80, 120])("tables of %i columns", (width) => {
  test.each([true, false])("coloured: %p", (color) => {
    const look = { width, color };
    const tables = [
      formatTable(commandShape.columns, commands, look),
      formatTable(sessionShape.columns, sessions, look),
      formatTable(targetShape.columns, targets, look),
    ];
    expect(`\n${shown(tables.join("\n"))}`).toMatchSnapshot();
    if (color) return;
    for (const line of tables.slice(0, 2).join("").split("\n"))
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });
});

test("widths fit where they can, and nobody is made narrower than least", () => {
  const want = fc.record({
    natural: fc.integer({ min: 1, max: 200 }),
    least: fc.integer({ min: 1, max: 20 }),
    rank: fc.constantFrom(0 as const, 1 as const, 2 as const),
  });
  fc.assert(
    fc.property(
      fc.array(want, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 10, max: 200 }),
      (wants, available) => {
        const widths = fitWidths(wants, available, 2);
        const leastOf = wants.map(({ natural, least }) => Math.min(natural, least));
        const gaps = 2 * (wants.length - 1);
        const least = leastOf.reduce((a, b) => a + b, 0);
        expect(widths === undefined).toBe(least + gaps > available);
        if (widths === undefined) return;
        expect(widths.reduce((a, b) => a + b, 0) + gaps).toBeLessThanOrEqual(
          Math.max(available, gaps + wants.reduce((a, w) => a + w.natural, 0)),
        );
        widths.forEach((width, n) => {
          expect(width).toBeGreaterThanOrEqual(leastOf[n] ?? 0);
          expect(width).toBeLessThanOrEqual(wants[n]?.natural ?? 0);
        });
      },
    ),
  );
});
