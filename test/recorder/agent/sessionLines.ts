import type { AgentLine } from "./agentLine.ts";
import type { SessionFacts } from "./SessionFacts.ts";

/** A session as the agent's own log tells it. */
export interface AgentSession extends SessionFacts {
  readonly accountId: string;
  readonly document: string;
  readonly plugin: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly logGroup: string;
  readonly streaming: boolean;
  readonly uploads: boolean;
  /** The group can't be described: streaming is off and nothing is uploaded at the end. */
  readonly loggingFails: boolean;
  readonly terminated: boolean;
  readonly uuid: (name: string) => string;
}

const SERVICE = ["ssm-agent-worker", "MessageService"];

/** The agent's lines about one session, in a real session's order. */
export const sessionLines = (session: AgentSession): AgentLine[] => [
  ...received(session),
  ...workerStarted(session),
  ...(session.loggingFails ? loggingFailed(session) : []),
  ...ended(session),
];

function received(session: AgentSession): AgentLine[] {
  const { startedAt, sessionId, uuid } = session;
  const contexts = [...SERVICE, "MGSInteractor"];
  const message = uuid("message");
  const payload = JSON.stringify({
    schemaVersion: 1,
    taskId: `${session.accountId}:${sessionId}`,
    topic: "mgs.gateway.session",
    content: JSON.stringify(contentOf(session)),
  });
  return [
    info(startedAt - 900, contexts, `Parsing AgentMessage ${message}, Payload: ${payload}`),
    info(
      startedAt - 860,
      [...SERVICE, "EngineProcessor"],
      `document ${sessionId} submission started`,
    ),
    info(
      startedAt - 855,
      [...SERVICE, "EngineProcessor"],
      `document ${sessionId} submission ended`,
    ),
  ];
}

function contentOf(session: AgentSession): unknown {
  return {
    RunAsUser: "",
    Parameters: session.parameters,
    DocumentContent: {
      schemaVersion: "1.0",
      description: "Document to hold regional settings for Session Manager",
      inputs: { s3BucketName: "", cloudWatchLogGroupName: session.logGroup, kmsKeyId: "" },
      sessionType: session.plugin,
      parameters: {},
      properties: {},
    },
    SessionOwner: session.ownerArn,
    SessionId: session.sessionId,
    DocumentName: session.document,
  };
}

function workerStarted(session: AgentSession): AgentLine[] {
  const { startedAt, sessionId, plugin, uuid } = session;
  const worker = ["ssm-session-worker", sessionId];
  const backend = [...worker, "DataBackend"];
  const running = [...backend, `pluginName=${plugin}`];
  const channel = `wss://ssmmessages.${session.region}.amazonaws.com/v1/data-channel/${sessionId}`;
  return [
    info(startedAt - 800, worker, `document: ${sessionId} worker started`),
    info(startedAt - 760, backend, JSON.stringify(documentState(session))),
    info(startedAt - 700, backend, `Running plugin ${plugin} ${plugin}`),
    info(
      startedAt - 650,
      running,
      `Setting up datachannel for session: ${sessionId}, requestId: ${uuid("channel")}, clientId: `,
    ),
    info(
      startedAt - 500,
      running,
      `Opening websocket connection to: ${channel}?role=publish_subscribe`,
    ),
    info(startedAt - 300, running, "Initiating Handshake"),
    info(startedAt - 120, running, "Handshake successfully completed."),
    info(startedAt - 40, running, `Plugin ${plugin} started`),
  ];
}

function documentState(session: AgentSession): unknown {
  const { sessionId, startedAt } = session;
  const runId = new Date(startedAt - 760).toISOString();
  return {
    DocumentInformation: {
      DocumentID: sessionId,
      CommandID: sessionId,
      AssociationID: "",
      InstanceID: session.targetId,
      MessageID: sessionId,
      RunID: runId.replaceAll(":", "-"),
      // Milliseconds taken for seconds: the agent's own slip, seen in real logs.
      CreatedDate: "55847-05-09 11:31:49 +0000 UTC",
      DocumentName: session.document,
      DocumentStatus: "InProgress",
      RunAsUser: "",
      SessionOwner: session.ownerArn,
      ProcInfo: { Pid: 112 + (startedAt % 700), StartTime: runId },
    },
    DocumentType: "StartSession",
    InstancePluginsInformation: [
      {
        Configuration: {
          Properties: { linux: { commands: session.parameters["command"]?.[0] ?? "" } },
          CloudWatchLogGroup: session.logGroup,
          CloudWatchStreamingEnabled: session.streaming,
          SessionId: sessionId,
          PluginName: session.plugin,
        },
      },
    ],
  };
}

function loggingFailed(session: AgentSession): AgentLine[] {
  const running = pluginContext(session);
  const denied =
    `Error Calling DescribeLogGroups:AccessDeniedException: User: arn:aws:sts::${session.accountId}` +
    ":assumed-role/ModelExecution/SageMaker is not authorized to perform: logs:DescribeLogGroups";
  return [
    { at: session.startedAt + 20, level: "ERROR", contexts: running, message: denied },
    {
      at: session.startedAt + 24,
      level: "WARN",
      contexts: running,
      message:
        "The CloudWatch log group specified in session preferences either does not exist or unable " +
        "to validate its existence. This might result in no logging of session data to CloudWatch.",
    },
  ];
}

function ended(session: AgentSession): AgentLine[] {
  const { endedAt, sessionId, plugin } = session;
  const running = pluginContext(session);
  const worker = ["ssm-session-worker", sessionId];
  const file = `/var/lib/amazon/ssm/session/orchestration/${sessionId}/${plugin}/${sessionId}.log`;
  const cancelled = [
    info(endedAt + 50, running, "requested cancel the command, setting cancel flag..."),
    info(endedAt + 90, running, "The session was cancelled"),
  ];
  const uploaded = [
    info(endedAt + 300, running, `Uploading logs at ${file} to CloudWatch`),
    info(endedAt + 1400, running, "Started CloudWatch upload"),
    info(endedAt + 2500, running, "Finished uploading events to CloudWatch"),
  ];
  return [
    ...(session.terminated ? cancelled : []),
    ...(session.uploads ? uploaded : []),
    info(endedAt + 2600, running, `Closing datachannel with channel Id ${sessionId}`),
    ...(plugin === "Standard_Stream" ? [info(endedAt + 2610, running, "Stopping pty")] : []),
    info(endedAt + 2700, worker, "Session worker closed"),
    info(
      endedAt + 2900,
      [...SERVICE, "EngineProcessor"],
      `execution of ${sessionId} is over. Removing interimState from current folder`,
    ),
  ];
}

const pluginContext = ({ sessionId, plugin }: AgentSession): string[] => [
  "ssm-session-worker",
  sessionId,
  "DataBackend",
  `pluginName=${plugin}`,
];

const info = (at: number, contexts: readonly string[], message: string): AgentLine => ({
  at,
  level: "INFO",
  contexts,
  message,
});
