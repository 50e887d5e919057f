import * as fc from "fast-check";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { esc, LINES, RECORD } from "./linesByKind.ts";
import { data, prefixed, TARGET, TARGET_ID } from "./sampleLines.ts";

const kindOf = (message: string): string => {
  const { said } = parseSsmLine(message);
  return said.kind === "unrecognised" ? said.reason : said.kind;
};

test.each(LINES)("%s: %j, %s", (kind, text) => {
  for (const gap of ["", " "]) expect(kindOf(`[sagemaker ssm logs][ssm]${gap}${text}`)).toBe(kind);
});

test("only announcements and agent lines name targets", () => {
  for (const [kind, text] of LINES) {
    const { targets } = parseSsmLine(prefixed(text));
    if (kind === "announcement") expect(targets).toContainEqual(TARGET_ID);
    else expect(targets).toEqual([]);
  }
});

test.each([
  [
    "no-prefix",
    data("Session worker closed").slice("[sagemaker ssm logs][container_0] ".length),
    "an agent line of nobody's",
  ],
  ["no-prefix", `Target ID: ${TARGET}`, "an announcement of nobody's"],
  ["no-prefix", RECORD, "a record of nobody's"],
  ["no-prefix", "", "nothing"],
  ["no-prefix", "GET /ping 200", "a container named ssm logs to the same stream"],
  ["no-prefix", ` ${prefixed("x")}`, "not at the start"],
  ["broken-prefix", "[sagemaker ssm logs] x", "no container"],
  ["broken-prefix", "[sagemaker ssm logs][a b] x", "no name"],
  ["continuation", "\tstatus code: 400, request id: x", "the rest of an agent message"],
])("without a prefix, %s: %j, %s", (kind, message) => {
  expect(kindOf(message)).toBe(kind);
  expect(parseSsmLine(message)).toMatchObject({
    container: null,
    gap: 0,
    text: message,
    targets: [],
  });
});

test("an agent line is taken apart", () => {
  const { said } = parseSsmLine(
    prefixed(
      "2025-02-01 08:00:00.1234 WARN [Put @ cwl.go.7] [ssm-agent-worker] [MessageService] a [b]\r\n",
    ),
  );
  const line = {
    level: "WARN",
    loggedAt: "2025-02-01 08:00:00.1234",
    site: "Put @ cwl.go.7",
    contexts: ["ssm-agent-worker", "MessageService"],
    message: "a [b]",
    statements: [],
  };
  expect(said).toEqual({ kind: "agent", line });
});

test("text and gap are what stood there", () => {
  expect(parseSsmLine("[sagemaker ssm logs][c]   x ")).toMatchObject({
    container: "c",
    gap: 3,
    text: "   x ",
  });
});

const start = fc.constantFrom(
  "",
  "[sagemaker ssm logs][c] ",
  "[sagemaker ssm logs][c] 2025-02-01 08:00:00.1234 INFO ",
  "[sagemaker ssm logs][c] 2025-02-01 08:00:00 INFO [ssm-session-worker] [a-1] ",
  '[sagemaker ssm logs][c] {"eventVersion":"1.0","sessionData":',
  "[sagemaker ssm logs][c] 2025-02-01 08:00:00 INFO [ssm-agent-worker] Parsing AgentMessage a, Payload: ",
);

test("no text throws, and none of it is lost", () => {
  fc.assert(
    fc.property(start, fc.oneof(fc.string({ unit: "binary" }), fc.json()), (start, rest) => {
      const { container, text } = parseSsmLine(start + rest);
      expect(start + rest).toBe(
        container === null ? text : `[sagemaker ssm logs][${container}]${text}`,
      );
    }),
    { numRuns: 2000 },
  );
});

test("a megabyte of anything ends", () => {
  const units = [
    " ",
    "\t",
    "[",
    "]",
    "[a] ",
    "a",
    "{",
    '{"a":',
    '"',
    "\\",
    "\n",
    "\r",
    "\u0000",
    esc,
    "(",
    "https://",
    "sagemaker-endpoint:",
    '\\"SessionOwner\\":\\"',
    ',"SessionOwner":"',
    "- retrying ",
    "\ud800",
    "é",
  ];
  const starts = [
    prefixed(""),
    prefixed("2025-02-01 08:00:00.1234 INFO "),
    prefixed("2025-02-01 08:00:00 INFO [ssm-session-worker] [a-1] "),
    prefixed("2025-02-01 08:00:00 INFO [ssm-agent-worker] Parsing AgentMessage a, Payload: {"),
    prefixed('2025-02-01 08:00:00 INFO [ssm-agent-worker] {"DocumentInformation":{'),
    data("Failed uploading "),
    data("Closing datachannel with channel Id "),
    prefixed('{"eventVersion":"1.0","sessionData":'),
    prefixed("created by "),
    prefixed("\t/"),
    prefixed(`${TARGET} `),
  ];
  for (const start of starts)
    for (const unit of units) {
      const message = start + unit.repeat(1_000_000 / unit.length);
      expect(parseSsmLine(message).text.length).toBe(
        message.length - "[sagemaker ssm logs][container_0]".length,
      );
    }
});
