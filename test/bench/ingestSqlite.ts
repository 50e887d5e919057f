// How fast the real ingest takes evidence into SQLite, and how much of that is the terminal reader.
import { join } from "node:path";
import type { Archive } from "../../shared/app/Archive.ts";
import { folderArchive } from "../../shared/archive/folderArchive.ts";
import { parsePrefix } from "../../shared/logs/parsePrefix.ts";
import { parseSessionEvent } from "../../shared/logs/parseSessionEvent.ts";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { begin, feed, finish } from "../../shared/terminal/Reader.ts";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import { bring } from "./bring.ts";
import { atLeast, told, type BenchSize, type Figure } from "./Figure.ts";
import {
  prefixedSession,
  streamedSession,
  transcriptSession,
  type BenchLane,
  type SessionShape,
} from "./makeEvidence.ts";
import { withSqlite } from "./openSqlite.ts";
import { median, sum, timed } from "./statistics.ts";

/** About what a screen of output has; many commands print less, some a whole log. */
const OUTPUT_LINES = 50;
/** What a subscription event holds at most, more or less. */
const DELIVERY = 10_000;
const FORMS = [
  { form: "prefixed", make: prefixedSession },
  { form: "streamed", make: streamedSession },
  { form: "transcript", make: transcriptSession },
] as const;

export async function ingestSqlite({ quick }: BenchSize): Promise<Figure[]> {
  const shape = { commands: quick ? 5 : 40, outputLines: OUTPUT_LINES };
  const sessions = quick ? 2 : 20;
  const runs = quick ? 1 : 5;
  const all: Measured[] = [];
  // Whole rounds, so that whatever else the machine does weighs on all forms alike.
  for (let run = -1; run < runs; run++)
    for (const { form, make } of FORMS) {
      const measured = await measure(form, make, sessions, shape);
      if (run >= 0) all.push(measured);
    }
  return FORMS.flatMap(({ form }) => figuresOf(all.filter((one) => one.form === form)));
}

interface Measured {
  readonly form: Form;
  readonly events: number;
  readonly lines: number;
  readonly ingestMs: number;
  /** Of these, keeping the raw payloads. */
  readonly archiveMs: number;
  readonly readerMs: number;
}

async function measure(
  form: Form,
  make: (n: number, start: number, shape: SessionShape) => BenchLane,
  sessions: number,
  shape: SessionShape,
): Promise<Measured> {
  const lanes = Array.from({ length: sessions }, (_, n) =>
    make(n, Date.UTC(2026, 2, 1) + n * 3_600_000, shape),
  );
  const readerMs = await timed(() => lanes.forEach((lane) => readAlone(form, lane)));
  let archiveMs = 0;
  const ingestMs = await withSqlite(async (table, folder) => {
    const archive = folderArchive(join(folder, "archive"));
    const keep: Archive["keep"] = async (...entry) => {
      archiveMs += await timed(() => archive.keep(...entry));
    };
    const ports = nodePorts(tableStore(table, 1), { keep });
    return timed(async () => {
      for (const lane of lanes) await bring(ports, lane, DELIVERY);
    });
  });
  return {
    form,
    events: sum(lanes.map(({ events }) => events.length)),
    lines: sessions * shape.commands * (shape.outputLines + 1),
    ingestMs,
    archiveMs,
    readerMs,
  };
}

function figuresOf(measured: readonly Measured[]): Figure[] {
  const [first] = measured;
  if (first === undefined) return [];
  const { form, events, lines } = first;
  const seconds = median(measured.map(({ ingestMs }) => ingestMs)) / 1000;
  const archive = median(measured.map(({ archiveMs }) => archiveMs)) / 1000;
  const reader = median(measured.map(({ readerMs }) => readerMs)) / 1000;
  const named = `ingest to SQLite, ${form}`;
  const isLine = form === "prefixed";
  const rate = isLine
    ? { figure: `${named}: log events`, unit: "events/s", value: events / seconds }
    : { figure: `${named}: terminal lines`, unit: "lines/s", value: lines / seconds };
  return [
    atLeast(50_000, {
      ...rate,
      note: isLine
        ? "one line an event"
        : `many lines an event: ${Math.round(events / seconds)} events/s`,
    }),
    told({ figure: `${named}: the reader alone`, unit: "lines/s", value: lines / reader }),
    told({
      figure: `${named}: the reader's share`,
      unit: "% of the time",
      value: (100 * reader) / seconds,
    }),
    told({
      figure: `${named}: the archive's share`,
      unit: "% of the time",
      value: (100 * archive) / seconds,
    }),
  ];
}

/** The terminal reader on the same text in the same pieces, with nothing around it. */
function readAlone(form: Form, { events }: BenchLane): number {
  let state = begin(form);
  let commands = 0;
  for (const [n, { message }] of events.entries()) {
    const text = textOf(form, message);
    if (text === undefined) continue;
    const fed = feed(state, text, `{"position":"${n}"}`);
    state = fed.state;
    commands += fed.commands.length;
  }
  return commands + finish(state).length;
}

function textOf(form: Form, message: string): string | undefined {
  if (form === "prefixed") {
    const line = parsePrefix(message)?.text.slice(1);
    return line === undefined || line.includes("[ssm-session-worker]") ? undefined : `${line}\n`;
  }
  const said = parseSessionEvent(message);
  if (said.kind === "record") return said.record.lines.map((line) => `${line}\n`).join("");
  return said.kind === "transcript" ? said.text : undefined;
}
