import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import type { Statement } from "../../shared/logs/Statement.ts";
import {
  agent,
  agentMessage,
  data,
  mgs,
  OWNER,
  prefixed,
  SESSION,
  TARGET,
  TARGET_ID,
  worker,
} from "./sampleLines.ts";

const sessionId = SESSION;
const seen: Statement = { kind: "session-seen", sessionId };
const started: Statement = { kind: "session-started", sessionId };
const ended: Statement = { kind: "session-ended", sessionId };
const lost = (failure: string): unknown => ({ kind: "logging-failed", sessionId, failure });
const failed = (reason: string): unknown => ({ kind: "session-failed", sessionId, reason });

const start = {
  RunAsUser: "",
  Parameters: {},
  SessionOwner: OWNER,
  SessionId: SESSION,
  DocumentName: "SSM-SessionManagerRunShell",
};

/** The numbers are those of the project's list of agent lines; see docs. */
const AGENT_LINES: [number, string, unknown[], unknown[]][] = [
  [
    1,
    mgs(`Setting up websocket for controlchannel for instance: ${TARGET}, requestId: 0a`),
    [],
    [TARGET_ID],
  ],
  [
    2,
    mgs(
      `Opening websocket connection to: wss://ssmmessages.eu-west-1.amazonaws.com/v1/control-channel/${TARGET}?role=subscribe&stream=input`,
    ),
    [],
    [TARGET_ID],
  ],
  [
    2,
    mgs(
      `Opening websocket connection to: wss://ssmmessages.eu-west-1.amazonaws.com/v1/control-channel/${TARGET.replace(":", "%3A")}?role=subscribe`,
    ),
    [],
    [TARGET_ID],
  ],
  [3, mgs("Successfully opened websocket connection to: 192.0.2.10:443"), [], []],
  [
    4,
    mgs("received message through control channel 11111111-2222, message type: interactive_shell"),
    [],
    [],
  ],
  [
    5,
    agentMessage(start),
    [
      seen,
      { kind: "owner", sessionId, owner: OWNER },
      { kind: "document", sessionId, document: start.DocumentName },
    ],
    [],
  ],
  [6, worker(`document: ${SESSION} worker started`), [seen, started], []],
  [
    7,
    data(`Setting up datachannel for session: ${SESSION}, requestId: 7a0c, clientId: `),
    [seen, started],
    [],
  ],
  [8, data("Initiating Handshake"), [seen], []],
  [9, data("Client side session manager plugin version is: 1.2.677.0"), [seen], []],
  [10, data("Handshake successfully completed."), [seen], []],
  [11, data("Plugin Standard_Stream started"), [seen, started], []],
  [
    12,
    data(
      "The CloudWatch log group specified in session preferences either does not exist or unable to validate its existence.",
      "WARN",
    ),
    [seen, lost("group-missing")],
    [],
  ],
  [
    13,
    data(
      "Error Calling DescribeLogGroups:AccessDeniedException: User: x is not authorized",
      "ERROR",
    ),
    [seen, lost("group-missing")],
    [],
  ],
  [
    14,
    data("Error in PutLogEvents:ThrottlingException: Rate exceeded", "ERROR"),
    [seen, lost("put-failed")],
    [],
  ],
  [
    15,
    data("Failed to upload message to CloudWatch, err: ThrottlingException: Rate exceeded", "WARN"),
    [seen, lost("upload-failed")],
    [],
  ],
  [
    16,
    data(
      `Failed to upload /var/lib/amazon/ssm/0/${SESSION}.log to s3://audit/${SESSION}.log err:AccessDenied`,
      "ERROR",
    ),
    [seen, lost("upload-failed")],
    [],
  ],
  [
    16,
    data(`Failed uploading /var/lib/amazon/ssm/0/x.log to s3://audit/x.log - retrying`, "WARN"),
    [seen],
    [],
  ],
  [
    17,
    data("Failed to upload shell session logs to S3: AccessDenied: Access Denied", "ERROR"),
    [seen, lost("upload-failed")],
    [],
  ],
  [
    18,
    data("Unable to start command: Failed to start pty: fork/exec /bin/sh: no such file", "ERROR"),
    [seen, failed("Unable to start command: Failed to start pty: fork/exec /bin/sh: no such file")],
    [],
  ],
  [
    19,
    data("Encountered error while initiating handshake. Handshake timed out.", "ERROR"),
    [seen, failed("Encountered error while initiating handshake. Handshake timed out.")],
    [],
  ],
  [
    20,
    data(
      "Validation failed, err: Couldn't start the session because we are unable to validate encryption on CloudWatch Logs log group.",
      "ERROR",
    ),
    [seen, expect.objectContaining({ kind: "session-failed" }), lost("encryption-unchecked")],
    [],
  ],
  [
    21,
    data(
      "unable to generate log data: Failed to generate transcript with the following errors:",
      "ERROR",
    ),
    [seen, lost("transcript-failed")],
    [],
  ],
  [22, data("requested cancel the command, setting cancel flag..."), [seen], []],
  [22, data("The session was cancelled"), [seen], []],
  [23, data(`Closing datachannel with channel Id ${SESSION}`), [ended], []],
  [23, data("Stopping pty"), [seen], []],
  [24, worker("Session worker closed"), [ended], []],
  [
    25,
    agent(
      `[ssm-agent-worker] [MessageService] [EngineProcessor] execution of ${SESSION} is over. Removing interimState from current folder`,
    ),
    [ended],
    [],
  ],
  [
    26,
    mgs("Reach the retry limit 5 for receive messages. Error: websocket: close 1006", "WARN"),
    [],
    [],
  ],
  [
    27,
    mgs(
      "Failed to get controlchannel token, error: CreateControlChannel failed with error: AccessDeniedException",
      "ERROR",
    ),
    [],
    [],
  ],
  [
    28,
    agent(
      `[ssm-agent-worker] [MessageService] [EngineProcessor] [OutOfProcExecuter] [${SESSION}] messaging worker encountered error: EOF`,
      "ERROR",
    ),
    [seen, failed("messaging worker encountered error: EOF")],
    [],
  ],
  [
    29,
    prefixed(
      `2025-02-01 08:00:00 ERROR [S3Upload @ s3util.go.114] [ssm-session-worker] [${SESSION}] [DataBackend] [pluginName=InteractiveCommands] Failed uploading x to s3://y err:z`,
    ),
    [seen, lost("upload-failed")],
    [],
  ],
  [
    30,
    prefixed(
      `2025-02-01 08:00:00 ERROR [ssm-session-worker] [${SESSION}] [DataBackend] [pluginName=Port] Unable to accept stream: io: read/write on closed pipe`,
    ),
    [seen],
    [],
  ],
  [
    31,
    prefixed(
      "2025-02-01 08:00:00 WARN [ssm-agent-worker] [MessageService] [MessageHandler] [Idempotency] encountered error open /var/lib/amazon/ssm/0/idempotency: no such file",
    ),
    [],
    [],
  ],
];

test.each(AGENT_LINES)("agent line %i: %s", (_number, message, statements, targets) => {
  const line = parseSsmLine(message);
  expect(line).toMatchObject({ container: "container_0", gap: 1, targets });
  expect(line.said).toMatchObject({ kind: "agent", line: { statements } });
});

test.each([
  [13, "\tstatus code: 400, request id: 3f0c"],
  [16, "\tstatus code: 403, request id: 3f0c, host id: x"],
  [21, 'exec: "script": executable file not found in $PATH'],
])("the rest of agent line %i is a continuation: %j", (_number, text) => {
  expect(parseSsmLine(prefixed(text)).said).toEqual({ kind: "continuation" });
  expect(parseSsmLine(text).said).toEqual({ kind: "continuation" });
});

test.each([
  [
    'Log group "g" or log stream "s" not found. Log stream stopped. Error:x',
    [seen, lost("stream-failed")],
  ],
  ["Error Calling CreateLogStream:AccessDeniedException", [seen, lost("stream-failed")]],
  ["Error Creating Log Stream for CloudWatchLogs output: x", [seen, lost("stream-failed")]],
  [
    "Encountered an error while calling S3 API GetBucketEncryption x",
    [seen, lost("encryption-unchecked")],
  ],
  [
    "Local temp log file is missing, logging might be interrupted.",
    [seen, lost("local-log-missing")],
  ],
  [
    "Append only attribute of local temp log file has been modified by y",
    [seen, { kind: "tampering", sessionId }],
  ],
  ["Failed to parse commands input: x", [seen, failed("Failed to parse commands input: x")]],
  [
    "failed to create channel: too many open files",
    [seen, failed("failed to create channel: too many open files")],
  ],
  [
    "Forwarding to IP address 192.0.2.1 is forbidden.",
    [seen, failed("Forwarding to IP address 192.0.2.1 is forbidden.")],
  ],
  [
    "failed to start pty since RunAs user x does not exist",
    [seen, failed("failed to start pty since RunAs user x does not exist")],
  ],
  [
    "Setting up data channel with id other-1 failed: x",
    [
      seen,
      { kind: "session-seen", sessionId: "other-1" },
      {
        ...(failed("Setting up data channel with id other-1 failed: x") as object),
        sessionId: "other-1",
      },
    ],
  ],
  ["Unable to send AgentSessionState message with session status Terminating", [seen]],
  ["Command Exit Status: 137", [seen, { kind: "exit-status", sessionId, status: 137 }]],
  ["Sending exit code: -1", [seen, { kind: "exit-status", sessionId, status: -1 }]],
  ["Command Exit Status: %!s(int=31)", [seen]],
])("%s", (text, statements) => {
  expect(parseSsmLine(data(text)).said).toMatchObject({ line: { statements } });
});

test.each<[string, unknown[], string]>([
  [`document ${SESSION} submission started`, [seen], "the first line that names it"],
  [`Got job ${SESSION}, starting worker`, [seen], "no context names it"],
  [
    `Got job ${SESSION},, starting worker`,
    [{ kind: "session-seen", sessionId: `${SESSION},` }],
    "an ID may end in a comma",
  ],
  [`session: ${SESSION} complete`, [ended], "known by its end alone: not seen"],
  [
    "Local temp log file is missing",
    [{ kind: "logging-failed", sessionId: null, failure: "local-log-missing" }],
    "nobody's",
  ],
  ["Command Exit Status: 1", [], "nobody's status is no fact"],
  ["session: a/b complete", [], "no session ID"],
])("without a session in its contexts, %s", (text, statements) => {
  expect(parseSsmLine(mgs(text)).said).toMatchObject({ line: { statements } });
});
