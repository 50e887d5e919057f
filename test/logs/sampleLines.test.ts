import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
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
import { ended, failed, lost, seen, sessionId, started } from "./statements.ts";

const start = {
  RunAsUser: "",
  Parameters: {},
  SessionOwner: OWNER,
  SessionId: SESSION,
  DocumentName: "SSM-SessionManagerRunShell",
};

/** Numbered in the order of a session's life; a number twice is one line in two spellings. */
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
