import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataMessage, someEvents } from "./dataMessage.ts";
import { builtCli, environment, runCli, tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
let store: string;
beforeAll(async () => {
  folder = tempFolder();
  store = join(folder.path, "store");
  const stdin = JSON.stringify(dataMessage(someEvents(200)));
  await runCli(["import", "-", "--store", store, "--region", "eu-west-1"], { stdin });
});
afterAll(() => folder.remove());

describe("wrong input", () => {
  test.each<[string[], number, RegExp]>([
    [["nonsense"], 64, /unknown command 'nonsense'/],
    [["targets"], 64, /missing required argument 'endpoint'/],
    [["endpoints", "--output", "yaml"], 64, /Allowed choices are table, json, jsonl, text, csv/],
    [["endpoints", "--max-items", "0"], 64, /give a number, or `all`/],
    [["endpoints", "--page-size", "5000"], 64, /a number from 1 to 1000/],
    [["endpoints", "--account", "12"], 64, /give twelve digits/],
    [["endpoints", "--since", "7d"], 64, /endpoints takes no --since: leave it out/],
    [["sessions", "--since", "yesterday"], 64, /--since "yesterday" is no time: give RFC 3339/],
    [["sessions", "--starting-token", "x.y"], 64, /nextToken was not given for this question/],
    [["endpoints", "--query", "items["], 64, /is no JMESPath expression/],
    [
      ["show", "nobody-0123456789abcdef0"],
      3,
      /no session "nobody-0123456789abcdef0" is known; `ssmtrail sessions`/,
    ],
    [["show", "latest"], 3, /no session is known/],
    [["targets", "other"], 3, /`ssmtrail endpoints` lists those/],
    [["targets", "no_name", "--from-aws"], 64, /is no endpoint's name/],
    [["serve", "--port", "99999"], 64, /give a number from 0 to 65535/],
    [["import"], 64, /missing required argument 'file'/],
    [["import", "-", "--session-log-groups", "a b"], 64, /give log group names/],
    [["import", "-", "--session-minutes", "1441"], 64, /give minutes from 1 to 1440/],
    [["output", "nobody-0"], 64, /output needs the command too/],
    [["output", "1+2"], 64, /output needs session: this id is of a session's command/],
    [["doubtful", "--container"], 64, /argument missing/],
    [["targets", "a", "--from-aws", "--endpoint-url", "nowhere"], 64, /give a URL/],
  ])("%j exits %i", async (args, code, says) => {
    const ran = await runCli([...args, "--store", store]);
    expect(ran.err).toMatch(says);
    expect(ran.code).toBe(code);
    expect(ran.out).toBe("");
  });

  test("a store that is not there is not made", async () => {
    const ran = await runCli(["endpoints"], { env: { SSMTRAIL_STORE: join(folder.path, "none") } });
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/nothing was imported into .*none yet: run `ssmtrail import FILE…`/);
  });

  test("a file that is no store is said to be none", async () => {
    const other = join(folder.path, "other");
    await runCli(["import", "-", "--store", other], { stdin: "{}" });
    writeFileSync(
      join(other, "ssmtrail.db"),
      "this is no database, and long enough to be looked at".repeat(50),
    );
    const ran = await runCli(["endpoints", "--store", other]);
    expect(ran.code).toBe(69);
    expect(ran.err).toMatch(/is no SQLite database: use another --store/);
  });
});

describe("right input", () => {
  test("endpoints, in every output", async () => {
    const run = async (output: string): Promise<string> =>
      (await runCli(["endpoints", "--store", store, "--output", output])).out;
    expect(await run("table")).toMatch(/^endpoint +first seen/);
    expect(JSON.parse(await run("json"))).toMatchObject({
      items: [{ endpoint: "churn-scorer" }],
      nextToken: null,
    });
    expect(JSON.parse(await run("jsonl"))).toMatchObject({ endpoint: "churn-scorer" });
    expect(await run("text")).toBe(
      "churn-scorer\t2026-11-12T09:00:00.000Z\t2026-11-12T09:00:00.000Z\taws\t111122223333\teu-west-1\n",
    );
    expect(await run("csv")).toMatch(
      /^endpoint,firstSeen,lastSeen,partition,account,region\nchurn-scorer,/,
    );
  });

  test("notes go to stderr, data to stdout; --query takes a part", async () => {
    const ran = await runCli([
      "targets",
      "Churn-Scorer",
      "--store",
      store,
      "--output",
      "text",
      "--query",
      "items[].target",
    ]);
    expect(ran.out).toBe("sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10\n");
    expect(ran.err).toMatch(/completeness: unknown/);
    expect(ran.code).toBe(0);
  });

  test("pages are gone through, and a list says where it ended", async () => {
    const targets = Array.from({ length: 5 }, (_, n) =>
      JSON.stringify(
        dataMessage(someEvents(1), { logGroup: `/aws/sagemaker/endpoints/many-${n}` }),
      ),
    ).join("\n");
    const many = join(folder.path, "many");
    await runCli(["import", "-", "--store", many], { stdin: targets });
    const all = await runCli([
      "endpoints",
      "--store",
      many,
      "--output",
      "json",
      "--page-size",
      "2",
    ]);
    expect(JSON.parse(all.out)).toMatchObject({ items: { length: 5 }, nextToken: null });
    const some = await runCli(["endpoints", "--store", many, "--max-items", "3"]);
    const [, token] = /--starting-token (\S+)/.exec(some.err) ?? [];
    const rest = await runCli([
      "endpoints",
      "--store",
      many,
      "--output",
      "text",
      "--starting-token",
      token ?? "",
    ]);
    expect(rest.out.trim().split("\n")).toHaveLength(2);
  });

  test("help of every command has examples, and exits 0", async () => {
    const { out } = await runCli(["--help"]);
    const commands = out.slice(out.indexOf("\nCommands:")).matchAll(/^ {2}([a-z]+) /gm);
    const names = [...commands]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "help" && name !== "ssmtrail");
    expect(names.length).toBeGreaterThanOrEqual(14);
    for (const name of names) {
      const ran = await runCli([name, "--help"]);
      expect(ran.out).toMatch(/Examples:\n {2}(ssmtrail|aws)/);
      expect(ran.code).toBe(0);
    }
  });

  test("--version is the package's", async () => {
    expect((await runCli(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("colour only on a terminal, unless asked for", async () => {
    const plain = await runCli(["endpoints", "--store", store]);
    expect(plain.out).not.toContain("\x1b");
    const coloured = await runCli(["endpoints", "--store", store, "--color", "always"]);
    expect(coloured.out).toContain("\x1b[1m");
  });

  test("a reader that goes away ends it quietly", async () => {
    const child = spawn(
      process.execPath,
      [builtCli(), "unrecognised", "--store", store, "--output", "jsonl"],
      {
        env: environment(),
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    child.stdout.destroy();
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    const code = await new Promise((done) => child.on("close", done));
    expect(err).not.toMatch(/EPIPE|Error|mistake/);
    expect(code).toBe(0);
  });
});
