import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What was really run in a recorded session, as the corpus' `truth.json` and `meta.json` tell it. */
export interface Truth {
  readonly commands: readonly TrueCommand[];
  /** Texts that must never be reported: given up, answered to programs, printed. */
  readonly never: readonly string[];
  readonly features: readonly string[];
  readonly session: string;
}

export interface TrueCommand {
  readonly command: string;
  /** Other spellings that are as right. */
  readonly alternatives: readonly string[];
  /** Reporting it is right, but leaving it out is no miss: lines typed to a REPL, or unsure truth. */
  readonly required: boolean;
  /** Where the shell was, and how the command ended; null where nobody reported it. */
  readonly cwd: string | null;
  readonly exit: number | null;
}

/** The folders of a corpus that hold a recorded session, by name. */
export const sessionFolders = (corpus: string): string[] =>
  readdirSync(corpus)
    .filter((name) => existsSync(join(corpus, name, "truth.json")))
    .sort();

export function readTruth(folder: string): Truth {
  const truth = readObject(join(folder, "truth.json"));
  const meta = readObject(join(folder, "meta.json"));
  return {
    commands: listOf(truth["commands"]).map((one) => ({
      command: textOf(one["command"]),
      alternatives: textsOf(one["alt"]),
      required: one["required"] !== false && one["kind"] !== "repl",
      cwd: typeof one["cwd"] === "string" ? one["cwd"] : null,
      exit: typeof one["exit"] === "number" ? one["exit"] : null,
    })),
    never: listOf(truth["negatives"]).map((one) => textOf(one["text"])),
    features: [...textsOf(meta["features"]), `shell:${textOf(meta["shell"])}`],
    session: textOf(readObject(join(folder, "facts.json"))["session"]),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readObject(file: string): Fields {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isObject(value)) throw new Error(`${file}: no JSON object`);
  return value;
}

const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter((one: unknown) => isObject(one)) : [];

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);
