import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { ingest } from "../../shared/app/ingest.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { wantedEngines } from "../engines/Engine.ts";
import { openEngine, portsOn, type LawEngine } from "./lawEngine.ts";
import { pagesOf } from "./pagesOf.ts";

const settings: Settings = {
  partition: "aws",
  region: "eu-west-1",
  sessionLogGroups: ["/ssm/session-logs"],
  declaredLogGroups: ["/ssm/session-logs"],
};

const QUESTIONS: readonly (readonly [Ask, Readonly<Record<string, string>>])[] = [
  ["endpoints", {}],
  ["targets", { endpoint: "fraud-detector", generation: "all" }],
  ["sessions", {}],
  ["sessions", { endpoint: "churn-scorer" }],
  ["sessions", { actor: "maya" }],
  ["commands", {}],
  ["commands", { endpoint: "image-tagger" }],
  ["commands", { container: "container_0" }],
  ["commands", { actor: "jonas" }],
  ["commands", { program: "curl" }],
  ["commands", { text: "LOCALHOST" }],
  ["commands", { since: "2026-11-13", until: "2026-11-16" }],
  ["findings", {}],
  ["unrecognised", {}],
];

describe.each(wantedEngines())("pages on %s", (name) => {
  let engine: LawEngine;
  let ports: Ports;
  beforeAll(async () => {
    engine = await openEngine(name);
    if (engine.kind === "unavailable") return;
    ports = portsOn(engine.table);
    await bringExamples(ports);
  });
  afterAll(async () => {
    if (engine.kind === "open") await engine.close();
  });

  test.each(QUESTIONS)(
    "%s %j: pages of any size put together are the whole list",
    async (asked, parameters) => {
      if (engine.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${engine.reason}`);
      const whole = await pagesOf(ports, asked, parameters, 1_000);
      // On the slower engines a page a row would take a minute, and tell no more.
      for (const size of name === "sqlite" ? [1, 3, 50] : [17])
        expect(await pagesOf(ports, asked, parameters, size)).toEqual(whole);
      const times = whole.map((item) => timeOf(item));
      if (asked === "commands") expect(times).toEqual([...times].sort().reverse());
    },
  );
});

async function bringExamples(ports: Ports): Promise<void> {
  const files = readdirSync("examples").filter(
    (file) => file.endsWith(".jsonl.gz") && !file.startsWith("cloudtrail"),
  );
  let n = 0;
  for (const file of files)
    for (const line of gunzipSync(readFileSync(`examples/${file}`))
      .toString()
      .split("\n")) {
      const decoded = line === "" ? undefined : readDataMessage(JSON.parse(line));
      if (decoded?.kind !== "data") continue;
      const delivery = { attemptId: `example-${n++}`, read: "live", firstOrdinal: 0 };
      await ingest(ports, settings, decoded.message, delivery);
    }
}

const timeOf = (item: unknown): string =>
  typeof item === "object" && item !== null ? String(Reflect.get(item, "notAfter")) : "";
