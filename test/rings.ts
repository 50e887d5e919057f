import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** One import: which file takes what from where. `to` is a file of the project or a package. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly kind: "file" | "package";
}

// TypeScript 7 offers no parser to programs, and esbuild's drops type imports; Prettier lays every
// import out as one statement that begins its line.
const STATEMENT = /^(?:import|export)\s(?:[^;"]*?\sfrom\s)?"([^"]+)";/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"\s*\)/g;

export const importsIn = (source: string): string[] =>
  [STATEMENT, DYNAMIC].flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap(([, name]) => name ?? []),
  );

export const sourceFiles = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );

export const arrowsOf = (file: string, source = readFileSync(file, "utf8")): Arrow[] =>
  importsIn(source).map((name) =>
    name.startsWith(".")
      ? { from: file, to: normalize(join(dirname(file), name)), kind: "file" }
      : { from: file, to: name, kind: "package" },
  );

/** The pure rings, and what each may know besides itself: `session` alone joins the others. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  "shared/target": [],
  "shared/terminal": [],
  "shared/logs": ["shared/target"],
  "shared/trail": ["shared/logs", "shared/target"],
  "shared/session": ["shared/logs", "shared/target", "shared/terminal", "shared/trail"],
  "shared/secrets": [],
  "shared/query": ["shared/session", "shared/target", "shared/terminal", "shared/trail"],
};
const pure = Object.keys(PURE);
/** Parsers and patterns are arithmetic on text: pure code may use them. */
const PURE_PACKAGES: readonly string[] = ["unbash", "@secretlint/secretlint-rule-preset-recommend"];
const DRIVERS = /^(@aws-sdk\/|@smithy\/|@photostructure\/sqlite$)/;

/** The folder that rings are about: `shared/x`, or an entry. */
export function folderOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  return top === "shared" || top === "functions" ? `${top}/${second}` : top;
}

const isEntry = (folder: string): boolean => !folder.startsWith("shared/");

/** Why the arrow points outward; undefined where it does not. */
export function outward({ from, to, kind }: Arrow): string | undefined {
  const folder = folderOf(from);
  return kind === "package" ? outwardPackage(folder, to) : outwardFile(folder, folderOf(to));
}

function outwardPackage(folder: string, name: string): string | undefined {
  const inner = pure.includes(folder) || folder === "shared/app";
  if (inner && !PURE_PACKAGES.includes(name))
    return `${folder} is pure and app knows adapters by their ports`;
  const isAdapter = [
    "shared/archive",
    "shared/store",
    "shared/cloudwatch",
    "shared/sources",
    "shared/aws",
  ].includes(folder);
  if (DRIVERS.test(name) && !isAdapter) return "only adapters import the AWS SDK or a driver";
  return undefined;
}

function outwardFile(from: string, to: string): string | undefined {
  if (from === to) return undefined;
  if (isEntry(to)) return "nothing imports an entry, and none another";
  if (from in PURE)
    return PURE[from]?.includes(to) === true ? undefined : `${from} may not know ${to}`;
  if (from === "shared/app") return pure.includes(to) ? undefined : "app knows pure rings only";
  return undefined;
}

/** Pairs of folders in which each imports from the other; what lies in a folder is part of it. */
export function mutualFolders(arrows: readonly Arrow[]): string[] {
  const seen = new Set(
    arrows
      .filter(({ kind }) => kind === "file")
      .map(({ from, to }) => `${dirname(from)} ${dirname(to)}`),
  );
  return [...seen].filter((pair) => {
    const [a = "", b = ""] = pair.split(" ");
    return a < b && !b.startsWith(`${a}/`) && seen.has(`${b} ${a}`);
  });
}

/** The files that read `process.env`. */
export const readersOfEnvironment = (files: readonly string[]): string[] =>
  files.filter((file) => /\bprocess\.env\b/.test(readFileSync(file, "utf8")));

/** Globals that only Node has. */
export const NODE_GLOBALS =
  /\b(Buffer|process|setTimeout|setInterval|setImmediate|require|__dirname|fetch|Date\.now|Math\.random|performance)\b\s*[.(]/;

/** Code without its comments, whose words are no code. */
export const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`/])\/\/.*$/gm, "");
