import { commandsIn } from "./commandsIn.ts";
import { isObject } from "./isObject.ts";
import { parseJson } from "./parseJson.ts";
import { salvageField } from "./salvageField.ts";
import { sessionIdIn } from "./sessionIdIn.ts";
import type { SessionPayload } from "./SessionPayload.ts";
import { textIn } from "./textIn.ts";

/**
 * Reads `Parsing AgentMessage <uuid>, Payload: {…}`: the task to start a session, or the notice
 * that its channel was closed. `content` is JSON in a string.
 * Source: amazon-ssm-agent agent/session/contracts/agentmessage.go.
 */
export function parseAgentMessage(message: string): SessionPayload | undefined {
  const text = message.startsWith(PARSING) ? PAYLOAD.exec(message)?.[1] : undefined;
  if (text === undefined) return undefined;
  const outer = parseJson(text);
  if (!isObject(outer)) return salvage(text);
  const content = typeof outer.content === "string" ? parseJson(outer.content) : outer;
  return isObject(content) ? readContent(content, sessionIdOfTask(outer.taskId)) : salvage(text);
}

const PARSING = "Parsing AgentMessage ";
const PAYLOAD = /^Parsing AgentMessage [^\s,]{1,64}, Payload: ([^]*)$/;

function readContent(
  content: Readonly<Record<string, unknown>>,
  sessionIdOfTask: string | null,
): SessionPayload {
  const { Parameters } = content;
  return {
    sessionId: sessionIdIn(content.SessionId) ?? sessionIdOfTask,
    owner: textIn(content.SessionOwner),
    document: textIn(content.DocumentName),
    target: textIn(content.DestinationId),
    commands: commandsIn(isObject(Parameters) ? Parameters.command : undefined),
    ended: content.MessageType === "channel_closed" || "DestinationId" in content,
    broken: false,
  };
}

/** `<account>:<session ID>`. */
function sessionIdOfTask(taskId: unknown): string | null {
  if (typeof taskId !== "string") return null;
  return sessionIdIn(taskId.slice(taskId.indexOf(":") + 1));
}

/** The inner fields stand in a JSON string here, so their quotes are escaped exactly once. */
function salvage(text: string): SessionPayload {
  const field = (name: string): string | null => salvageField(text, name, '\\"');
  const target = field("DestinationId");
  return {
    sessionId:
      sessionIdIn(field("SessionId")) ?? sessionIdOfTask(salvageField(text, "taskId", '"')),
    owner: field("SessionOwner"),
    document: field("DocumentName"),
    target,
    commands: [],
    ended: target !== null,
    broken: true,
  };
}
