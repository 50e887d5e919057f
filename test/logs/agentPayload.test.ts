import * as fc from "fast-check";
import { parseAgentMessage } from "../../shared/logs/parseAgentMessage.ts";
import { parseDocumentInformation } from "../../shared/logs/parseDocumentInformation.ts";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import {
  agentMessage,
  data,
  mgs,
  OWNER,
  prefixed,
  SESSION,
  TARGET,
  TARGET_ID,
} from "./sampleLines.ts";

const OTHER = "sagemaker-endpoint:other_v_i-0a1b2c3d";
const command = `echo ${OTHER}; echo ',"SessionOwner":"arn:forged","SessionId":"forged"'`;

const TASK = {
  RunAsUser: "",
  Parameters: { command, cloudWatchLogGroupName: "/x" },
  SessionOwner: OWNER,
  SessionId: SESSION,
  DocumentName: "AWS-StartInteractiveCommand",
};

const STATE = {
  DocumentInformation: {
    DocumentID: SESSION,
    InstanceID: TARGET,
    RunID: "2025-02-01T08-00-00.712Z",
    CreatedDate: "55847-05-09 11:31:49 +0000 UTC",
    DocumentName: "AWS-StartInteractiveCommand",
    SessionOwner: OWNER,
  },
  InstancePluginsInformation: [
    { Configuration: { Properties: { linux: { commands: command, runAsElevated: false } } } },
  ],
  IOConfig: { OutputS3BucketName: "{{s3BucketName}}" },
};

const document = prefixed(
  `2025-02-01 08:00:00 INFO [ssm-session-worker] [${SESSION}] [DataBackend] ${JSON.stringify(STATE)}`,
);

const FACTS = [
  { kind: "session-seen", sessionId: SESSION },
  { kind: "owner", sessionId: SESSION, owner: OWNER },
  { kind: "document", sessionId: SESSION, document: "AWS-StartInteractiveCommand" },
];
const COMMAND = { kind: "document-command", sessionId: SESSION, command };
const AT_TARGET = { kind: "session-target", sessionId: SESSION, target: TARGET };

test("a task names session, owner, document and command, and a target in the command is no target", () => {
  const line = parseSsmLine(agentMessage(TASK));
  expect(line.said).toMatchObject({ kind: "agent", line: { statements: [...FACTS, COMMAND] } });
  expect(line.targets).toEqual([]);
});

test("a document state names the target too, and no time of the year 55847", () => {
  const line = parseSsmLine(document);
  expect(line.said).toMatchObject({
    kind: "agent",
    line: { statements: [...FACTS, AT_TARGET, COMMAND] },
  });
  expect(line.targets).toEqual([TARGET_ID]);
  expect(JSON.stringify(line.said).match(/55847/g)).toHaveLength(1); // the message itself
});

test("a closed channel ends the session and names its target", () => {
  const content = {
    MessageType: "channel_closed",
    MessageId: "1",
    DestinationId: TARGET,
    SessionId: SESSION,
    SchemaVersion: 1,
    CreatedDate: "x",
  };
  const line = parseSsmLine(agentMessage(content));
  expect(line.said).toMatchObject({
    line: { statements: [{ kind: "session-ended", sessionId: SESSION }, AT_TARGET] },
  });
  expect(line.targets).toEqual([TARGET_ID]);
});

test.each<[unknown, string[], string]>([
  [["ls", "", 7, "pwd"], ["ls", "pwd"], "a list; what is no text or empty is left out"],
  ["{{command}}", [], "a placeholder nobody filled"],
  ["{{a}} {{b}}", ["{{a}} {{b}}"], "braces of the user's own"],
  [undefined, [], "no parameter"],
  ["x".repeat(70_000), ["x".repeat(65_535)], "longer than StartSession takes"],
  [`${"x".repeat(65_534)}\u{1F600}`, ["x".repeat(65_534)], "never half a character"],
])("command parameter %#: %s", (value, commands) => {
  const payload = JSON.stringify({
    content: JSON.stringify({ ...TASK, Parameters: { command: value } }),
  });
  expect(parseAgentMessage(`Parsing AgentMessage a, Payload: ${payload}`)).toMatchObject({
    commands,
  });
});

test.each<[object, string, string]>([
  [{ SessionId: "a/b" }, SESSION, "the task's ID stands in for a bad one"],
  [{ SessionId: undefined }, SESSION, "or for none"],
  [{ SessionId: "b-1" }, "b-1", "the content's own comes first"],
])("%j: %s", (change, sessionId) => {
  expect(parseSsmLine(agentMessage({ ...TASK, ...change })).said).toMatchObject({
    line: { statements: expect.arrayContaining([{ kind: "session-seen", sessionId }]) },
  });
});

test("wherever a payload is cut, the line is broken and no fact is invented", () => {
  for (const [whole, known] of [
    [agentMessage(TASK), [...FACTS, COMMAND]],
    [document, [...FACTS, AT_TARGET, COMMAND]],
  ] as const) {
    const from = whole.indexOf("{") + 24;
    fc.assert(
      fc.property(fc.integer({ min: from, max: whole.length - 1 }), (cut) => {
        const { said } = parseSsmLine(whole.slice(0, cut));
        expect(said).toMatchObject({ kind: "unrecognised", reason: "broken-agent-line" });
        const statements = said.kind === "unrecognised" ? said.line?.statements : [];
        expect(known).toEqual(expect.arrayContaining([...(statements ?? [])]));
      }),
    );
  }
});

test("cut at the very end, all but the commands is still read", () => {
  const task = parseSsmLine(agentMessage(TASK).slice(0, -3)).said;
  expect(task).toMatchObject({ line: { statements: FACTS } });
  const state = parseSsmLine(document.slice(0, -3)).said;
  expect(state).toMatchObject({ line: { statements: [...FACTS, AT_TARGET] } });
});

test.each([
  ["Parsing AgentMessage a, Payload: ", "nothing"],
  ["Parsing AgentMessage a, Payload: []", "no object"],
  ['Parsing AgentMessage a, Payload: {"content":"x"}', "content that is no JSON"],
  ['{"DocumentInformation":7}', "no document"],
])("%s is broken: %s", (text) => {
  const payload = parseAgentMessage(text) ?? parseDocumentInformation(text);
  expect(payload).toMatchObject({ broken: true, sessionId: null, owner: null, commands: [] });
});

test.each([
  [mgs(`listening on /var/lib/amazon/ssm/${TARGET}/channels`), "a path"],
  [
    data(`orchestration at ${TARGET}`)
      .replace("[DataBackend]", `[instanceID=${TARGET}]`)
      .replace(/ at .*/, ""),
    "the instanceID context",
  ],
  [mgs(`instanceID=${TARGET}`), "instanceID= in words"],
  [
    prefixed(
      "2025-02-01 08:00:00 INFO [ssm-agent-worker] [instanceID=1] Successfully loaded plugin",
    ),
    "a shortened ID",
  ],
])("%s names no target: %s", (message) => {
  const line = parseSsmLine(message);
  expect(line.said.kind).toBe("agent");
  expect(line.targets).toEqual([]);
});
