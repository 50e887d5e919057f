import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import {
  AT,
  dataMessage,
  eventId,
  filterLogEvents,
  getLogEvents,
  GROUP,
  someEvents,
} from "./dataMessage.ts";
import { builtCli, environment, runCli, tempFolder, type Ran } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
let stores = 0;
beforeAll(() => {
  folder = tempFolder();
});
afterAll(() => folder.remove());

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

interface Report {
  readonly events: number;
  readonly alreadyHeld: number;
  readonly problems: readonly { readonly line: number | null; readonly why: string }[];
  readonly refused: readonly { readonly logGroup: string; readonly reason: string }[];
}

async function importing(
  content: string | Uint8Array,
  ...flags: string[]
): Promise<Ran & { report: Report; store: string }> {
  const file = join(folder.path, `input-${stores}`);
  const store = join(folder.path, `store-${stores++}`);
  writeFileSync(file, content);
  const ran = await runCli(["import", file, "--store", store, "--output", "json", ...flags]);
  return { ...ran, report: JSON.parse(ran.out) as Report, store };
}

const good = line(dataMessage(someEvents(3)));

interface BadInput {
  readonly name: string;
  readonly content: () => string | Uint8Array;
  readonly flags?: readonly string[];
  readonly events: number;
  readonly code: number;
  readonly says: RegExp;
}

const nested = "[".repeat(100_000);

const table: readonly BadInput[] = [
  { name: "an empty file", content: () => "", events: 0, code: 1, says: /input-\d+: is empty/ },
  { name: "an empty gzip", content: () => gzipSync(""), events: 0, code: 1, says: /: is empty/ },
  {
    name: "only blank lines",
    content: () => " \n\n \n",
    events: 0,
    code: 0,
    says: /0 log events read/,
  },
  {
    name: "a gzip cut off",
    content: () => gzipSync(good.repeat(1) + " ".repeat(300_000) + "\n" + good).subarray(0, -30),
    events: 3,
    code: 1,
    says: /the gzip data ends too early/,
  },
  {
    name: "a gzip with a damaged middle",
    content: () => {
      const zipped = gzipSync(
        Array.from({ length: 400 }, (_, n) => line(dataMessage(someEvents(n % 7)))).join(""),
      );
      zipped.fill(0x55, zipped.length / 2, zipped.length / 2 + 40);
      return zipped;
    },
    events: -1,
    code: 1,
    says: /the gzip data is damaged|no JSON/,
  },
  {
    name: "invalid UTF-8",
    content: () => Buffer.from(good.replace("line 2", "line \u00ff"), "latin1"),
    events: 3,
    code: 0,
    says: /1 line with bytes that are no UTF-8/,
  },
  {
    name: "JSON of another shape between good lines",
    content: () => `${good}{"hello":"world"}\n[1,2]\n"text"\n${good}`,
    events: 6,
    code: 1,
    says: /line 2: JSON of another shape \(fields "hello"\)[^]*line 3: JSON, but no object[^]*line 4: no JSON/,
  },
  {
    name: "text that is no JSON",
    content: () => `2026-11-12 some log line\n${good}`,
    events: 3,
    code: 1,
    says: /line 1: no JSON \(it reads "2026-11-12 some log line"\)/,
  },
  {
    name: "UTF-16 as old PowerShell writes it",
    content: () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(good, "utf16le")]),
    events: 0,
    code: 1,
    says: /is UTF-16 text: write it as UTF-8/,
  },
  {
    name: "a byte order mark",
    content: () => `\ufeff${good}`,
    events: 3,
    code: 0,
    says: /3 log events/,
  },
  {
    name: "a line cut off before another one",
    content: () => `${good.slice(0, 120)}\n${good}{"a":\n${good}${good}`,
    events: 9,
    code: 1,
    says: /line 1: no JSON from here on/,
  },
  {
    name: "a pretty-printed document cut off",
    content: () => JSON.stringify(filterLogEvents(someEvents(3)), null, 4).slice(0, -20),
    flags: ["--log-group", GROUP],
    events: 3,
    code: 1,
    says: /the document begun in line 1 is not ended/,
  },
  {
    name: "a line of 1 MB that is no JSON",
    content: () => `${"x".repeat(1_000_000)}\n${good}`,
    events: 3,
    code: 1,
    says: /line 1: no JSON/,
  },
  {
    name: "a message of 1 MB",
    content: () =>
      line(dataMessage([{ id: eventId(1), timestamp: AT, message: "y".repeat(1_000_000) }])),
    events: 1,
    code: 0,
    says: /1 log event read/,
  },
  {
    name: "a line of 12 MB in one document",
    content: () =>
      line(
        dataMessage(
          Array.from({ length: 12 }, (_, n) => ({
            id: eventId(n),
            timestamp: AT,
            message: "y".repeat(1_000_000),
          })),
        ),
      ),
    events: 12,
    code: 0,
    says: /12 log events read/,
  },
  {
    name: "NUL bytes",
    content: () => `\0\0\0\n${good}`,
    events: 3,
    code: 1,
    says: /line 1: no JSON \(it reads "\\u0000/,
  },
  {
    name: "NULs in a message",
    content: () =>
      line(
        dataMessage([{ id: eventId(1), timestamp: AT, message: "[sagemaker ssm logs][c] a\0b" }]),
      ),
    events: 1,
    code: 0,
    says: /1 log event read/,
  },
  {
    name: "100,000 open brackets",
    content: () => `${nested}\n${good}`,
    events: 3,
    code: 1,
    says: /line 1: (nested deeper than 128 levels|no JSON)/,
  },
  {
    name: "a clock ten years off, both ways",
    content: () =>
      line(
        dataMessage([
          { ...someEvents(1)[0], timestamp: AT - 10 * 365 * 86_400_000, id: eventId(1) },
          { ...someEvents(1)[0], timestamp: AT + 10 * 365 * 86_400_000, id: eventId(2) },
        ]),
      ),
    events: 2,
    code: 0,
    says: /2 log events read/,
  },
  {
    name: "timestamps that are none",
    content: () =>
      line(
        dataMessage([
          { id: "1", timestamp: "soon", message: "a" },
          { id: "2", timestamp: -5, message: "b" },
          ...someEvents(2),
        ]),
      ),
    events: 2,
    code: 1,
    says: /its event 1 is none \(bad-timestamp\)[^]*2 rejected/,
  },
  {
    name: "filter-log-events output without its log group",
    content: () => JSON.stringify(filterLogEvents(someEvents(3)), null, 4),
    events: 0,
    code: 1,
    says: /add --log-group NAME/,
  },
  {
    name: "get-log-events output without its log stream",
    content: () => JSON.stringify(getLogEvents(someEvents(3)), null, 4),
    flags: ["--log-group", GROUP],
    events: 0,
    code: 1,
    says: /add --log-stream NAME/,
  },
];

describe("import of bad input", () => {
  test.each(table)("$name", async ({ content, flags = [], events, code, says }) => {
    const ran = await importing(content(), ...flags);
    expect(ran.err).toMatch(says);
    expect(ran.code).toBe(code);
    if (events >= 0) expect(ran.report.events).toBe(events);
  });

  test("a log group nobody asked for is refused by name, the rest is taken", async () => {
    const other = line(
      dataMessage(someEvents(2), {
        logGroup: "/aws/lambda/other",
        logStream: "2026/11/12/[$LATEST]ab",
      }),
    );
    const container = line(
      dataMessage(someEvents(2), { logStream: "AllTraffic/i-0b21f4d9a7c3e8d10" }),
    );
    const ran = await importing(`${other}${container}${good}`);
    expect(ran.code).toBe(0);
    expect(ran.report.refused).toEqual([
      { logGroup: "/aws/lambda/other", reason: "bad-session-id", events: 2 },
      { logGroup: GROUP, reason: "not-ssm-stream", events: 2 },
    ]);
    expect(ran.err).toMatch(/not taken: 2 events of \/aws\/lambda\/other/);
    const asked = await importing(`${other}${good}`, "--session-log-groups", "/ssm/logs");
    expect(asked.report.refused).toEqual([
      { logGroup: "/aws/lambda/other", reason: "other-group", events: 2 },
    ]);
  });

  test("nothing taken at all is wrong", async () => {
    const ran = await importing(
      line(dataMessage(someEvents(2), { logGroup: "/aws/lambda/x", logStream: "a/b" })),
    );
    expect(ran.code).toBe(1);
  });

  test("event IDs that come again with another text keep both and make a finding", async () => {
    const [event] = someEvents(2).slice(1);
    const ran = await importing(
      line(dataMessage([event])) +
        line(dataMessage([{ ...event, message: `${event?.message} other` }])),
    );
    expect(ran.code).toBe(0);
    const found = await runCli(["findings", "--output", "json", "--store", ran.store]);
    expect(found.code).toBe(1);
    expect(JSON.parse(found.out)).toMatchObject({
      items: [{ kind: "event-id-conflict", detail: [event?.id] }],
    });
  });

  test("files that can't be read do not keep the others from being imported", async () => {
    const file = join(folder.path, "good");
    writeFileSync(file, good);
    const store = join(folder.path, "store-mixed");
    const ran = await runCli([
      "import",
      join(folder.path, "none"),
      folder.path,
      file,
      "--store",
      store,
    ]);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/none: no such file/);
    expect(ran.err).toMatch(/is a folder/);
    expect(ran.err).toMatch(/3 files: 3 log events read/);
  });

  test("a million lines in bounded memory, each no JSON", async () => {
    const ran = await importing(`${"no json here\n".repeat(300_000)}${good}`);
    expect(ran.code).toBe(1);
    expect(ran.report.events).toBe(3);
    expect(ran.report.problems).toHaveLength(100);
    expect(ran.err).toMatch(/and 299980 more problems/);
  });

  test("2 GB of blanks in a gzip of 2 MB are read in bounded memory", async () => {
    const file = join(folder.path, "bomb.gz");
    const blanks = Buffer.alloc(1024 * 1024, 0x20);
    const content = function* (): Generator<Buffer> {
      yield Buffer.from(good);
      for (let n = 0; n < 2048; n++) yield blanks;
      yield Buffer.from(`\n${good}`);
    };
    await pipeline(Readable.from(content()), createGzip({ level: 1 }), createWriteStream(file));
    const { rss, ...ran } = await measured([
      "import",
      file,
      "--store",
      join(folder.path, "store-bomb"),
    ]);
    expect(ran.err).toMatch(/6 log events read/);
    expect(rss).toBeLessThan(256);
  });
});

/** Runs the program and tells the most memory it took, in MB. */
async function measured(args: readonly string[]): Promise<Ran & { rss: number }> {
  const tell =
    "data:text/javascript,process.on('exit',()=>process._rawDebug('RSS '+process.resourceUsage().maxRSS))";
  const child = spawn(process.execPath, ["--import", tell, builtCli(), ...args], {
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out: "", err, rss: Number(/RSS (\d+)/.exec(err)?.[1] ?? Infinity) / 1024 };
}
