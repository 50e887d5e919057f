import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { answerRequest } from "../../shared/http/answerRequest.ts";
import { contract } from "../../shared/openapi/contract.ts";
import { asks, parameters } from "../../shared/query/parameters.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { exampleWorld } from "../http/exampleWorld.ts";

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

const document = contract() as {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
formats.default(ajv);
// A pointer into the document makes ajv read the whole as a schema, and OpenAPI's words are none of its.
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(document, "contract");

const pointer = (...path: readonly string[]): string =>
  `contract#/${path.map((each) => each.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;

/** What a value breaks of the contract, as ajv says it. */
function broken(at: string, value: unknown): unknown {
  const validate = ajv.compile({ $ref: at });
  return validate(value) ? [] : validate.errors;
}

const ok = (ask: Ask): string =>
  pointer("paths", `/${ask}`, "get", "responses", "200", "content", "application/json", "schema");

describe("the document", () => {
  test("has a path for each question, with its parameters and no others", () => {
    const said = Object.entries(document.paths).map(([path, { get }]) => [
      path,
      get.operationId,
      get.parameters.map(({ name }) => name),
    ]);
    const known = asks.map((ask) => [`/${ask}`, ask, parameters[ask].map(({ name }) => name)]);
    expect(said).toEqual(known);
  });

  test.each(Object.keys(document.components.schemas))("%s compiles and allows no more", (name) => {
    const at = pointer("components", "schemas", name);
    expect(ajv.compile({ $ref: at })({ undeclared: 1 })).toBe(false);
    expect(document.components.schemas[name]).toMatchObject({ additionalProperties: false });
  });

  test("is OpenAPI 3.1, by OpenAPI's own schema", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(contract())))).toEqual({
      valid: true,
    });
    expect(validator.version).toBe("3.1");
  });

  test("is the same every time, and plain JSON", () => {
    expect(JSON.parse(JSON.stringify(contract()))).toEqual(contract());
  });
});

type Target = { readonly generation: string };
type World = Awaited<ReturnType<typeof exampleWorld>>;

describe("real answers", () => {
  let world: World;
  beforeAll(async () => {
    world = await exampleWorld();
  });
  afterAll(() => world.close());

  const get = async (ask: Ask, given: Readonly<Record<string, string>> = {}) => {
    const query = String(new URLSearchParams(given));
    const got = await answerRequest(world, { method: "GET", path: `/${ask}`, query });
    return { status: got.status, body: JSON.parse(got.body) };
  };

  const items = async (ask: Ask, given: Readonly<Record<string, string>> = {}) => {
    const { status, body } = await get(ask, given);
    expect([status, broken(ok(ask), body)]).toEqual([200, []]);
    expect(body.items.length).toBeGreaterThan(0);
    return body.items;
  };

  test.each(["endpoints", "sessions", "commands", "unrecognised", "findings"] as const)(
    "/%s, page by page",
    async (ask) => {
      const { items: all } = (await get(ask, { maxResults: "1000" })).body;
      const paged = [];
      for (let token: string | null = ""; token !== null;) {
        const { body } = await get(ask, { maxResults: "7", nextToken: token });
        expect(broken(ok(ask), body)).toEqual([]);
        paged.push(...body.items);
        token = body.nextToken;
      }
      expect(paged).toEqual(all);
      expect(paged.length).toBeGreaterThan(0);
    },
  );

  test("/targets, of every endpoint, now and ever", async () => {
    for (const { endpoint } of await items("endpoints"))
      for (const generation of ["current", "all"]) await items("targets", { endpoint, generation });
  });

  test("/targets says how many an update left behind, and lists them when asked", async () => {
    const given = { endpoint: "fraud-detector" };
    const [now, ever] = [
      await get("targets", given),
      await get("targets", { ...given, generation: "all" }),
    ];
    const left = ever.body.items.filter(({ generation }: Target) => generation === "earlier");
    expect(now.body.folded).toBeGreaterThan(0);
    expect([now.body.folded, ever.body.folded]).toEqual([left.length, 0]);
    expect(now.body.items).toHaveLength(ever.body.items.length - left.length);
  });

  test("/session and its commands' /output, of every session", async () => {
    for (const { session } of await items("sessions", { maxResults: "1000" })) {
      const detail = await get("session", { session });
      expect([detail.status, broken(ok("session"), detail.body)]).toEqual([200, []]);
      const commands = (await get("commands", { session, maxResults: "5" })).body;
      for (const { id, session: of } of commands.items) {
        const output = await get("output", { session: of ?? session, command: id });
        expect([output.status, broken(ok("output"), output.body)]).toEqual([200, []]);
      }
    }
  });

  test("/replay, of every session, whole and page by page", async () => {
    for (const { session } of await items("sessions", { maxResults: "100" })) {
      const { status, body } = await get("replay", { session, maxResults: "1000" });
      expect([status, broken(ok("replay"), body)]).toEqual([200, []]);
      const paged: { text: string }[] = [];
      let nextToken = "";
      do {
        const page = (await get("replay", { session, maxResults: "3", nextToken })).body;
        paged.push(...page.items);
        nextToken = page.nextToken ?? "";
      } while (nextToken !== "");
      expect(paged).toEqual(body.items);
      const commands = (await get("commands", { session, maxResults: "1000" })).body.items;
      const read = commands.filter(({ kind }: { kind: string }) => kind !== "document");
      expect(paged.flatMap((frame) => ("command" in frame ? (frame.command ?? []) : []))).toEqual(
        read.map(({ id }: { id: string }) => id).reverse(),
      );
    }
  });

  test("/output of a command whose text no session can claim, by its id alone", async () => {
    const found = (await items("commands", { endpoint: "odd-one" })) as {
      id: string;
      link: string;
      command: string;
    }[];
    const unplaced = found.filter(({ link }) => link === "none");
    expect(unplaced.map(({ command }) => command)).toEqual(["cat /etc/passwd"]);
    const id = unplaced[0]?.id ?? "";
    const output = await get("output", { command: id });
    expect(broken(ok("output"), output.body)).toEqual([]);
    expect(output.body).toEqual({
      head: "root:x:0:0:root:/root:/bin/bash\n",
      omitted: 0,
      tail: "",
      redaction: { redacted: true, secrets: 0 },
    });
    const refused = [
      await get("output", { command: id, session: "nobody-0" }),
      await get("output", { command: id.split("+").slice(0, 2).join("+") }),
      await get("output", { command: id, account: "999999999999" }),
      await get("output", { command: `${id}x` }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [400, "bad-parameter"],
      [400, "missing-parameter"],
      [404, "not-found"],
      [404, "not-found"],
    ]);
  });

  test("/commands, filtered", async () => {
    await items("commands", { program: "cat" });
    await items("commands", { text: "CAT", endpoint: "Fraud-Detector" });
    await items("commands", { since: "2026-11-12", until: "2026-11-20" });
  });

  test("/counts", async () => {
    const { status, body } = await get("counts");
    expect([status, broken(ok("counts"), body)]).toEqual([200, []]);
    expect(body.days.length).toBeGreaterThan(5);
  });

  const PROBLEM = pointer("components", "schemas", "Problem");
  test.each([
    { why: "an unknown session", ask: "session", given: { session: "nobody-0" }, status: 404 },
    { why: "a forged token", ask: "commands", given: { nextToken: "e30.00" }, status: 400 },
    { why: "no endpoint", ask: "targets", given: {}, status: 400 },
  ] as const)("a problem: $why", async ({ ask, given, status }) => {
    const got = await get(ask, given);
    expect([got.status, broken(PROBLEM, got.body)]).toEqual([status, []]);
    expect(Object.keys(document.paths[`/${ask}`]?.get.responses ?? {})).toContain(String(status));
  });
});
