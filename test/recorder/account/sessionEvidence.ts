import { formatAgentLine } from "../agent/agentLine.ts";
import { cutStreamed, type Shipped } from "../agent/cutStreamed.ts";
import { cutTranscript } from "../agent/cutTranscript.ts";
import { prefixLine } from "../agent/prefixLine.ts";
import { prefixTerminal } from "../agent/prefixTerminal.ts";
import { sessionLines, type AgentSession } from "../agent/sessionLines.ts";
import type { Recording } from "../Recording.ts";
import type { Account } from "./Account.ts";
import type { Located } from "./locate.ts";
import { seededUuid } from "./seededRandom.ts";

/** What one session leaves on its endpoint's `/ssm` stream and in the session log group. */
export interface SessionEvidence {
  readonly onEndpoint: readonly Shipped[];
  readonly inSessionGroup: readonly Shipped[];
}

const PLUGINS: Readonly<Record<string, string>> = {
  "SSM-SessionManagerRunShell": "Standard_Stream",
  "AWS-StartNonInteractiveCommand": "NonInteractiveCommands",
  "AWS-StartPortForwardingSession": "Port",
};

export function sessionEvidence(
  account: Account,
  located: Located,
  recording: Recording,
  endedAt: number,
): SessionEvidence {
  const agent = agentSession(account, located, endedAt);
  const { container, form } = located.session;
  const prefix = { container, gap: located.endpoint.gap };
  const { startedAt } = agent;
  const told = sessionLines(agent).map((line) => ({
    timestamp: line.at,
    message: prefixLine(prefix, formatAgentLine(line, located.endpoint.fraction)),
  }));
  const printed = form === "prefixed" ? prefixTerminal(recording, prefix, startedAt) : [];
  return {
    onEndpoint: [...told, ...printed],
    inSessionGroup: sessionGroupEvents(agent, form, recording),
  };
}

function sessionGroupEvents(agent: AgentSession, form: string, recording: Recording): Shipped[] {
  if (form === "streamed") {
    const firstTick = 1 + (agent.startedAt % 600) / 1000;
    return cutStreamed(recording, agent, { startedAt: agent.startedAt, firstTick });
  }
  if (form !== "transcript") return [];
  const printed = Buffer.concat(recording.chunks.map(({ bytes }) => bytes));
  // The agent cuts an instance ID over 64 characters to what follows its last `_`.
  const folder = agent.targetId.slice(agent.targetId.lastIndexOf("_") + 1);
  const orchestration = `/var/lib/amazon/ssm/${folder}/session/orchestration`;
  return cutTranscript(printed, {
    uploadedAt: agent.endedAt + 1500,
    file: `${orchestration}/${agent.sessionId}/${agent.plugin}/ipcTempFile.log`,
  });
}

function agentSession(account: Account, located: Located, endedAt: number): AgentSession {
  const { session } = located;
  return {
    sessionId: session.sessionId,
    targetId: located.targetId,
    ownerArn: located.ownerArn,
    region: account.region,
    accountId: account.accountId,
    document: session.document,
    plugin: PLUGINS[session.document] ?? "Standard_Stream",
    parameters: session.parameters ?? {},
    startedAt: Date.parse(session.startedAt),
    endedAt,
    logGroup: session.form === "prefixed" ? "" : account.sessionLogGroup,
    streaming: session.form === "streamed",
    uploads: session.form === "streamed" || session.form === "transcript",
    loggingFails: session.form === "lost",
    terminated: session.end === "terminate",
    uuid: (name) => seededUuid(`${session.sessionId}/${name}`),
  };
}
