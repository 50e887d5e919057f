import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { logFailure } from "../../shared/aws/logFailure.ts";
import { answerInvoke } from "../../shared/http/answerInvoke.ts";
import { answerRequest, type QueryWorld } from "../../shared/http/answerRequest.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { contract } from "../../shared/openapi/contract.ts";
import { parameters } from "../../shared/query/parameters.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { builtCli, environment, runCli } from "../cli/runCli.ts";
import { captureLog } from "../functions/captureLog.ts";
import { leaksIn, PLANTED, TOKENS } from "./plantedSecrets.ts";
import { plantedMessages } from "./plantedWorld.ts";

const OUTPUTS = ["table", "json", "jsonl", "text", "csv"];
const folder = mkdtempSync(join(tmpdir(), "ssmtrail-secrets-"));
const store = join(folder, "store");
let ports: Ports;

const SETTINGS = {
  partition: "aws",
  region: "eu-west-1",
  sessionLogGroups: ["/ssm/session-logs"],
  declaredLogGroups: ["/ssm/session-logs"],
};

beforeAll(async () => {
  ports = nodePorts(tableStore(sqliteTable(store), 1));
  for (const [n, json] of plantedMessages().entries()) {
    const decoded = readDataMessage(json);
    if (decoded.kind !== "data") throw new Error(decoded.kind);
    await ingest(ports, SETTINGS, decoded.message, {
      attemptId: `${n}`,
      read: "live",
      firstOrdinal: 0,
    });
  }
});
afterAll(async () => {
  await ports.store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every text in a value, and what its tokens hold: JSON's own escapes hide nothing. */
function saidBy(value: unknown): string {
  if (typeof value === "string")
    return `${value}\n${Buffer.from(value, "base64").toString("latin1")}`;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(saidBy).join("\n");
}

function expectNoSecret(said: string): void {
  expect(leaksIn(said)).toEqual([]);
}

const world = (mayReveal: boolean): QueryWorld => ({
  ask: (question) => ask(ports, question, { mayReveal }),
  now: () => Date.parse("2026-11-22T12:00:00Z"),
  openapi: contract,
});

type Given = Readonly<Record<string, string>>;
const get = async (name: Ask, given: Given, mayReveal = false) => {
  const query = String(new URLSearchParams(given));
  const got = await answerRequest(world(mayReveal), { method: "GET", path: `/${name}`, query });
  return { status: got.status, body: JSON.parse(got.body) };
};

/** With what each question is asked here. A question that is not here fails the test below. */
async function asked(name: string): Promise<Given[]> {
  const sessions: { session: string }[] = (await get("sessions", { maxResults: "100" })).body.items;
  const commands: { id: string; session: string | null }[] = (
    await get("commands", { maxResults: "1000" })
  ).body.items;
  const given: Readonly<Record<string, () => Given[]>> = {
    endpoints: () => [{}],
    targets: () => [{ endpoint: "mood-model", generation: "all" }],
    sessions: () => [{}, { actor: "maya" }],
    session: () => [
      ...sessions.map(({ session }) => ({ session })),
      { session: TOKENS[9]!.secret },
    ],
    commands: () => [
      {},
      { program: "curl" },
      { text: "secret:" },
      ...sessions.map(({ session }) => ({ session })),
    ],
    output: () => [
      ...commands.map(({ id, session }): Given =>
        session === null ? { command: id } : { command: id, session },
      ),
      ...sessions.map(({ session }) => ({ session, command: TOKENS[9]!.secret })),
    ],
    replay: () => [
      // Page borders, in the midst of whatever lies there.
      ...sessions.flatMap(({ session }) =>
        ["1", "2", "3", "1000"].map((maxResults) => ({ session, maxResults })),
      ),
      { session: TOKENS[9]!.secret },
    ],
    unrecognised: () => [
      {},
      // From within a private key on, and to the middle of one.
      ...[100, 300, 700, 1_300, 2_000].flatMap((ms) => [
        { since: new Date(Date.parse("2026-11-12T09:00:00Z") + ms).toISOString() },
        { until: new Date(Date.parse("2026-11-12T09:00:00Z") + ms).toISOString() },
      ]),
    ],
    doubtful: () => [{}],
    findings: () => [{}],
    gaps: () => [{}],
    accesses: () => [{}],
    attempts: () => [{}],
    coverage: () => [{}],
    counts: () => [{}],
  };
  const own = given[name];
  if (own === undefined) throw new Error(`ask ${name} here too, with whatever shows text`);
  return own();
}

const operations = Object.keys((contract() as { paths: object }).paths).map((path) =>
  path.slice(1),
) as Ask[];

const MANY: Partial<Record<Ask, Given>> = {
  commands: { maxResults: "1000" },
  unrecognised: { maxResults: "1000" },
};

test("the planted secrets are all there to be seen, for who may see them", async () => {
  const said: string[] = [];
  for (const name of ["commands", "output", "unrecognised", "findings", "session"] as const)
    for (const given of await asked(name))
      said.push(saidBy((await get(name, { ...given, ...MANY[name], reveal: "true" }, true)).body));
  const all = said.join("\n");
  const lines = PLANTED.flatMap(({ secret }) => secret.split("\r\n"));
  expect(lines.filter((line) => !all.includes(line))).toEqual([]);
});

describe.each(operations)("/%s", (name) => {
  test("tells no secret, page by page, and says how many it hid", async () => {
    let marks = 0;
    for (const given of await asked(name))
      for (let token: string | null = ""; token !== null;) {
        const paged = parameters[name].some((one) => one.name === "maxResults");
        const page: Given = paged ? { maxResults: "40", nextToken: token } : {};
        const { status, body } = await get(name, { ...given, ...page });
        expectNoSecret(saidBy(body));
        if (status !== 200) break;
        expect(body.redaction).toEqual({ redacted: true, secrets: expect.any(Number) });
        const found = JSON.stringify(body).match(/‹secret:/g)?.length ?? 0;
        expect(body.redaction.secrets).toBe(found);
        marks += found;
        token = body.nextToken ?? null;
      }
    if (["commands", "output", "unrecognised", "findings", "session"].includes(name))
      expect(marks).toBeGreaterThan(3);
  });

  test("refuses to reveal where it may not, and says where it may", async () => {
    const [given] = await asked(name);
    const { status, body } = await get(name, { ...given, reveal: "true" });
    expect([status, body.code, body.detail]).toEqual([
      403,
      "not-allowed",
      expect.stringContaining("--reveal"),
    ]);
    const there = await get(name, { ...given, reveal: "true" }, true);
    expect([there.status, there.body.redaction]).toEqual([200, { redacted: false, secrets: 0 }]);
    expectNoSecret(saidBy((await get(name, { ...given, reveal: "false" }, true)).body));
  });

  test("is as careful when invoked directly", async () => {
    const [given] = await asked(name);
    expectNoSecret(saidBy(await answerInvoke(world(false), { ask: name, parameters: given })));
    expect(
      await answerInvoke(world(false), { ask: name, parameters: { ...given, reveal: "true" } }),
    ).toMatchObject({ error: { status: 403, code: "not-allowed" } });
  });
});

describe("a question is no way to guess a secret", () => {
  const found = async (given: Given, mayReveal = false) => {
    const reveal = mayReveal ? { reveal: "true" } : {};
    const { body } = await get("commands", { ...given, ...reveal, maxResults: "1000" }, mayReveal);
    return body as { items: object[]; examined?: { commands: number } };
  };

  test.each(TOKENS.map(({ secret }) => ({ secret })))("text=$secret", async ({ secret }) => {
    expect((await found({ text: secret }, true)).items.length).toBeGreaterThan(0);
    const none = await found({ text: "not in any of these commands" });
    for (const text of [secret, secret.slice(0, -1), secret.slice(-12), secret.slice(8, 16)])
      expect(await found({ text })).toEqual(none);
  });

  test("nor is program, whatever was looked at", async () => {
    const ran = TOKENS.filter(({ text, secret }) => text === secret && /^[\w-]+$/.test(secret));
    expect(ran.length).toBeGreaterThan(10);
    const none = await found({ program: "nobody-ran-this" });
    const unseen: string[] = [];
    for (const { secret } of ran) {
      if ((await found({ program: secret }, true)).items.length === 0) unseen.push(secret);
      expect(await found({ program: secret })).toEqual(none);
    }
    expect(unseen).toEqual([]);
  });

  test("equal secrets are found by their mark", async () => {
    const { items } = await found({ text: "‹secret:github:" });
    const [mark] = /‹secret:github:[0-9a-f]{12}›/.exec(JSON.stringify(items)) ?? [];
    expect((await found({ text: mark! })).items.length).toBeGreaterThan(0);
  });
});

describe("the program", () => {
  const COMMANDS = [
    "endpoints",
    "sessions",
    "commands",
    "commands --program curl",
    "doubtful",
    "unrecognised",
    "findings",
    "gaps",
    "accesses",
    "attempts",
    "counts",
    "show latest",
    "show maya-0a1b2c3d4e5f60718",
    "output maya-0a1b2c3d4e5f60718 60",
    "capture",
  ];
  const run = (line: string) =>
    runCli([...line.split(" "), "--store", store, "--max-items", "all", "--color", "always"]);

  test.each(COMMANDS)("%s tells no secret, in no output", async (line) => {
    const all = line.startsWith("commands") || line === "unrecognised";
    for (const output of all ? OUTPUTS : ["table", "json"]) {
      const { out, err } = await run(`${line} --output ${output}`);
      // Tables break words at the screen's width: without what they put there, too.
      const joined = out.replaceAll(/\x1b\[[0-9;]*m|[\s│]+/g, "");
      expectNoSecret(`${out}\n${saidBy(joined)}\n${err}`);
    }
  });

  test("--query takes its part of what is redacted, and a note says how many are", async () => {
    const { out, err } = await run("commands --query items[].command --output json");
    expectNoSecret(saidBy(JSON.parse(out)));
    expect(err).toMatch(
      /redacted: [0-9]+ secrets are hidden, equal ones alike; --reveal shows them/,
    );
  });

  test("--reveal shows them, and says so", async () => {
    const { out, err } = await run("commands --output jsonl --reveal");
    for (const { secret } of TOKENS) expect(out).toContain(secret);
    expect(err).toContain("revealed: secrets are shown as they are");
  });

  test("capture never reveals: its lines are to be shared", async () => {
    const { code, out, err } = await run("capture --reveal");
    expect([code, out]).toEqual([64, ""]);
    expect(err).toContain("--reveal");
  });

  test.each([
    "output maya-0a1b2c3d4e5f60718 9999",
    "output maya-0a1b2c3d4e5f60718 nonsense",
    "commands --query [",
    "show nobody --debug",
  ])("%s: its error tells none", async (line) => {
    const { code, out, err } = await run(line);
    expect(code).not.toBe(0);
    expectNoSecret(`${out}\n${err}`);
  });

  test("import tells none of what it can't read", async () => {
    const file = join(folder, "odd.json");
    writeFileSync(file, TOKENS.map(({ text }) => `{"logEvents": ${text}`).join("\n"));
    const { out, err } = await runCli(["import", file, "--store", join(folder, "other")]);
    expectNoSecret(`${out}\n${err}`);
  });

  test("serve shows them only if it was started so", async () => {
    for (const [flags, status] of [
      [[], 403],
      [["--reveal"], 200],
    ] as const) {
      const child = spawn(
        process.execPath,
        [builtCli(), "serve", "--store", store, "--output", "json", ...flags],
        { env: environment() },
      );
      const first = await new Promise<string>((done) =>
        child.stdout.once("data", (part: Buffer) => done(part.toString())),
      );
      const { url, token } = JSON.parse(first) as { url: string; token: string };
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/commands?reveal=true`, { headers });
      const careful = await fetch(`${url}/commands?maxResults=1000`, { headers });
      expectNoSecret(saidBy(await careful.json()));
      expect(answer.status).toBe(status);
      child.kill();
      await new Promise((done) => child.once("close", done));
    }
  });
});

test("what a function logs of a failure tells none", () => {
  const log = captureLog();
  const said = TOKENS.map(({ text }) => `can't read ${text}\n    at ${text}`).join("\n");
  try {
    logFailure(new SyntaxError(said, { cause: new Error(said) }));
  } finally {
    log.restore();
  }
  expect(log.lines()).toHaveLength(1);
  expectNoSecret(JSON.stringify(log.lines()));
});
