import * as fc from "fast-check";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { data, prefixed, SESSION, TARGET, TARGET_ID } from "./sampleLines.ts";

const kindOf = (message: string): string => {
  const { said } = parseSsmLine(message);
  return said.kind === "unrecognised" ? said.reason : said.kind;
};

const RECORD = JSON.stringify({
  eventVersion: "1.0",
  eventTime: "2025-02-01T08:00:00Z",
  target: { id: TARGET },
  sessionId: SESSION,
  sessionData: ["# ls"],
});

const esc = "\u001b";

const LINES: [string, string, string][] = [
  ["terminal", "", "an empty line of a shell"],
  ["terminal", "# ls -la", "a command at a prompt"],
  ["terminal", `${esc}[?2004hbash-5.2# pwd`, "a bracketed-paste fence"],
  ["terminal", "\tmodified:   main.py", "a tab alone continues nothing"],
  ["terminal", "\t0x0000000000000350 - 0x0000000000000370 is .note", "a debugger's table"],
  ["terminal", "    status code: 200", "indented output"],
  ["terminal", '{"classes": 3}', "JSON of a program"],
  ["terminal", '{"sessionData": 1}', "JSON with a field of that name"],
  [
    "terminal",
    '{"eventVersion":"1.08","eventSource":"ssm.amazonaws.com"}',
    "a CloudTrail record, printed",
  ],
  [
    "terminal",
    '{"eventVersion":"1.08","userIdentity":{},"eventSource":"ssm.am',
    "one that was cut",
  ],
  [
    "terminal",
    "2024-03-03T10:50:07,770 [INFO ] W-9000-model ACCESS_LOG",
    "a model server's own log",
  ],
  ["terminal", "2024-03-03T10:50:07,770", "the first column of it"],
  ["terminal", "2024-03-03 10:50:07,770 INFO root: started", "Python's comma"],
  [
    "terminal",
    "2024-03-03 10:50:07 INFO Started server",
    "the agent's layout, no word of the agent's",
  ],
  ["terminal", "2024-03-03 10:50:07.123 INFO [main] Started", "three digits and a thread"],
  ["terminal", "2024-03-03 10:50:07.1234 NOTICE [ssm-agent-worker] x", "an unknown level"],
  ["terminal", "2024-03-03 10:50:07 info [ssm-agent-worker] x", "a level in lower case"],
  ["terminal", "2024-03-03 10:50:07", "a date alone"],
  ["terminal", "1234-56", "digits"],
  ["agent", "2024-03-03 10:50:07 INFO [ssm-agent-worker] x", "without a fraction"],
  ["agent", "2024-03-03 10:50:07.1234 INFO anything new", "seelog's four digits"],
  [
    "agent",
    "2024-03-03 10:50:07 INFO ssm-session-worker - v3.2.1705.0",
    "a first line, without context",
  ],
  ["agent", "2024-03-03 10:50:07 INFO Agent will take identity from ECS", "another"],
  ["agent", "2024-03-03 10:50:07 INFO [instanceID=1] x", "an old agent's first context"],
  ["agent", "2024-03-03 10:50:07 ERROR [func1 @ log.go.9] x", "a call site"],
  ["agent", "2024-03-03 10:50:07 CRITICAL [amazon-ssm-agent] x\r", "a CR left on"],
  ["agent", "Initializing new seelog logger", "before there is a logger"],
  ["agent", "New Seelog Logger Creation Complete", "and once it is there"],
  ["record", RECORD, "session data in line"],
  ["record", `  ${RECORD}\r`, "with white space around it"],
  ["broken-record", RECORD.slice(0, -5), "cut"],
  ["broken-record", '{"eventVersion"', "cut at once"],
  ["broken-record", RECORD.replace(SESSION, "a/b"), "for no session"],
  ["broken-record", RECORD.replace('["# ls"]', '"# ls"'), "without a list of lines"],
  [
    "broken-agent-line",
    '2024-03-03 10:50:07 INFO [ssm-session-worker] [a-1] [DataBackend] {"DocumentInformation":{',
    "cut",
  ],
  ["continuation", "\tstatus code: 400, request id: 3f", "an SDK error's tail"],
  ["continuation", "caused by: EC2MetadataError: failed", "its cause"],
  ["continuation", "goroutine 12 [running]:", "a panic"],
  ["continuation", "\t/usr/local/go/src/runtime/debug/stack.go:24 +0x65", "a frame's file"],
  ["continuation", "runtime/debug.Stack()", "a frame"],
  [
    "continuation",
    "github.com/aws/amazon-ssm-agent/agent/log.(*T).x(0xc0)",
    "the agent's own frame",
  ],
  ["continuation", "created by main.start", "where it began"],
  ["continuation", "Stacktrace:", "its heading"],
  ["announcement", TARGET, "the ID alone"],
  ["announcement", `Target ID: ${TARGET}`, "after a label"],
  ["announcement", `SSM target id for this container is ${TARGET}`, "in a sentence"],
  ["announcement", `Ready. Target: "${TARGET}"\r`, "quoted"],
  ["announcement", `Targets: [${TARGET}, ${TARGET}]`, "a list"],
  ["announcement", `{"target":"${TARGET}"}`, "as JSON on one line"],
  ["terminal", `# echo ${TARGET}`, "typed at a root prompt"],
  ["terminal", `$ aws ssm start-session --target ${TARGET}`, "typed at a user's prompt"],
  ["terminal", `sh-5.1# export T=${TARGET}`, "typed at a prompt that tells the shell"],
  ["terminal", `❯ ${TARGET}`, "a prompt outside ASCII"],
  ["terminal", `ana@model:~ ${TARGET}`, "a prompt that tells user and host"],
  ["terminal", `> ${TARGET}`, "a here-document's prompt"],
  ["terminal", `   12  aws ssm start-session --target ${TARGET}`, "a row of history"],
  ["terminal", `  13  echo ${TARGET}`, "another"],
  ["terminal", `${esc}[01;31m${TARGET}${esc}[m`, "coloured by grep"],
  ["terminal", `ls ${TARGET}\b`, "edited"],
  ["terminal", `  "Target": "${TARGET}",`, "a row of the AWS CLI's JSON"],
  ["terminal", `cat x | grep ${TARGET}`, "a pipe"],
  ["terminal", `${"word ".repeat(2000)}${TARGET}`, "too long for an announcement"],
  ["terminal", "sagemaker-endpoint:e_v", "half a target"],
];

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
