import { existsSync, readFileSync } from "node:fs";
import {
  arrowsOf,
  folderOf,
  importsIn,
  mutualFolders,
  NODE_GLOBALS,
  outward,
  readersOfEnvironment,
  sourceFiles,
  withoutComments,
} from "./rings.ts";

const folders = ["functions", "shared", "cli", "console"].filter((name) => existsSync(name));
const files = sourceFiles(...folders);
const arrows = files.flatMap((file) => arrowsOf(file));

test("no import points outward", () => {
  expect(arrows.length).toBeGreaterThan(300);
  const wrong = arrows.flatMap((arrow) => {
    const why = outward(arrow);
    return why === undefined ? [] : `${arrow.from} → ${arrow.to}: ${why}`;
  });
  expect(wrong).toEqual([]);
});

test("no two folders import each other", () => {
  expect(mutualFolders(arrows)).toEqual([]);
});

test("every import of a file finds it", () => {
  const lost = arrows.filter(({ kind, to }) => kind === "file" && !existsSync(to));
  expect(lost).toEqual([]);
});

test("pure code and use cases call nothing that only Node has, and no clock", () => {
  const inner = files.filter((file) =>
    /^shared\/(target|terminal|logs|trail|session|secrets|query|app)\//.test(file),
  );
  const callers = inner.flatMap((file) => {
    const [call] = NODE_GLOBALS.exec(withoutComments(readFileSync(file, "utf8"))) ?? [];
    return call === undefined ? [] : `${file}: ${call}`;
  });
  expect(callers).toEqual([]);
});

test("the environment is read in one file of the functions and one of the CLI", () => {
  const readers = readersOfEnvironment(files).map(folderOf);
  expect(readers.toSorted()).toEqual([...new Set(readers)].toSorted());
  expect(readers.filter((folder) => folder !== "cli" && folder !== "shared/aws")).toEqual([]);
});

describe("the rule itself", () => {
  const file = (from: string, to: string) => outward({ from, to, kind: "file" });
  const name = (from: string, to: string) => outward({ from, to, kind: "package" });
  const allowed = [
    ["shared/session/keys.ts", "shared/target/Scope.ts", "session joins the others"],
    ["shared/app/ask.ts", "shared/query/Question.ts", "use cases know what is asked"],
    ["shared/store/body.ts", "shared/app/StoreError.ts", "adapters know the ports"],
    ["functions/query/handler.ts", "shared/store/tableStore.ts", "entries wire everything"],
  ] as const;
  test.each(allowed)("allows %s → %s: %s", (from, to) => {
    expect(file(from, to)).toBeUndefined();
  });
  const refused = [
    ["shared/terminal/Reader.ts", "shared/logs/LogEvent.ts", "terminal knows nothing of AWS"],
    ["shared/logs/parseArn.ts", "shared/session/keys.ts", "inner rings know no outer ones"],
    ["shared/session/keys.ts", "shared/app/Store.ts", "pure code knows no use case"],
    ["shared/app/ask.ts", "shared/store/Table.ts", "use cases know the port only"],
    ["shared/http/serveQuery.ts", "functions/query/wiring.ts", "nothing imports an entry"],
    ["functions/query/wiring.ts", "functions/ingest/wiring.ts", "functions stand alone"],
    ["cli/main.ts", "functions/ingest/handler.ts", "entries stand alone"],
  ] as const;
  test.each(refused)("refuses %s → %s: %s", (from, to) => {
    expect(file(from, to)).toEqual(expect.any(String));
  });
  test("refuses Node, the SDK and drivers inside", () => {
    expect(name("shared/logs/a.ts", "node:zlib")).toBeDefined();
    expect(name("shared/app/a.ts", "node:crypto")).toBeDefined();
    expect(name("shared/http/a.ts", "@aws-sdk/client-dynamodb")).toBeDefined();
    expect(name("cli/a.ts", "@photostructure/sqlite")).toBeDefined();
    expect(name("shared/store/sqlite/a.ts", "@photostructure/sqlite")).toBeUndefined();
    expect(name("shared/http/a.ts", "hono")).toBeUndefined();
  });
  test("sees every way to import", () => {
    const source = [
      'import "./a.ts";',
      'import type { B } from "./b.ts";',
      'import {\n  c,\n  type C,\n} from "./c.ts";',
      'export * from "./d.ts";',
      'export { e } from "./e.ts";',
      'const f = await import("./f.ts");',
      'const text = "import from";',
    ].join("\n");
    expect(importsIn(source)).toEqual(["a", "b", "c", "d", "e", "f"].map((n) => `./${n}.ts`));
  });
  test("sees two folders that import each other, but not a folder and what lies in it", () => {
    const arrow = (from: string, to: string) => ({ from, to, kind: "file" }) as const;
    const both = [arrow("s/a/x.ts", "s/b/in/y.ts"), arrow("s/b/in/z.ts", "s/a/x.ts")];
    expect(mutualFolders(both)).toEqual(["s/a s/b/in"]);
    const nested = [arrow("s/a/x.ts", "s/a/in/y.ts"), arrow("s/a/in/z.ts", "s/a/x.ts")];
    expect(mutualFolders(nested)).toEqual([]);
  });
});
