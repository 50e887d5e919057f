import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { DataMessage } from "./account/DataMessage.ts";
import type { SessionTruth } from "./account/formatTruth.ts";
import type { TrailRecord } from "./account/trailRecords.ts";

/** The committed recordings, as they lie in `examples/`. */
export interface Examples {
  /** File names with the bytes they take. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly messages: readonly DataMessage[];
  readonly trail: readonly TrailRecord[];
  readonly truth: Readonly<Record<string, SessionTruth>>;
  /** Everything as text, unpacked. */
  readonly text: string;
}

export function readExamples(folder: string): Examples {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const unpacked = new Map(files.map((file) => [file, readText(join(folder, file))]));
  const evidence = files.filter((file) => /^(endpoint-.*|session-logs)\.jsonl\.gz$/.test(file));
  return {
    sizes: new Map(files.map((file) => [file, readFileSync(join(folder, file)).length])),
    messages: evidence.flatMap((file) => parseLines(unpacked.get(file)) as DataMessage[]),
    trail: parseLines(unpacked.get("cloudtrail.jsonl.gz")) as TrailRecord[],
    truth: JSON.parse(unpacked.get("truth.json") ?? "{}") as Examples["truth"],
    text: [...unpacked.values()].join("\n"),
  };
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

const parseLines = (text = ""): unknown[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
