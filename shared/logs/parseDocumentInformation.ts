import { commandsIn } from "./commandsIn.ts";
import { isObject } from "./isObject.ts";
import { parseJson } from "./parseJson.ts";
import { salvageField } from "./salvageField.ts";
import { sessionIdIn } from "./sessionIdIn.ts";
import type { SessionPayload } from "./SessionPayload.ts";
import { textIn } from "./textIn.ts";

/**
 * Reads the document state that a session worker dumps as its second line. Its `CreatedDate` lies
 * in the year 55847 (milliseconds taken for seconds) and is never read.
 * Source: amazon-ssm-agent agent/framework/processor/executer/outofproc/messaging/backend.go.
 */
export function parseDocumentInformation(message: string): SessionPayload | undefined {
  if (!message.startsWith('{"DocumentInformation"')) return undefined;
  const state = parseJson(message);
  if (!isObject(state) || !isObject(state.DocumentInformation)) return salvage(message);
  const info = state.DocumentInformation;
  return {
    sessionId: sessionIdIn(info.DocumentID),
    owner: textIn(info.SessionOwner),
    document: textIn(info.DocumentName),
    target: textIn(info.InstanceID),
    commands: commandsOfPlugin(state.InstancePluginsInformation),
    ended: false,
    broken: false,
  };
}

/** `[{"Configuration":{"Properties":{"linux":{"commands":"…"}}}}]`; no other system runs here. */
function commandsOfPlugin(plugins: unknown): string[] {
  const [plugin] = Array.isArray(plugins) ? (plugins as unknown[]) : []; // isArray says any[]
  const configuration = isObject(plugin) ? plugin.Configuration : undefined;
  const properties = isObject(configuration) ? configuration.Properties : undefined;
  const linux = isObject(properties) ? properties.linux : undefined;
  return commandsIn(isObject(linux) ? linux.commands : undefined);
}

function salvage(message: string): SessionPayload {
  const field = (name: string): string | null => salvageField(message, name, '"');
  return {
    sessionId: sessionIdIn(field("DocumentID")),
    owner: field("SessionOwner"),
    document: field("DocumentName"),
    target: field("InstanceID"),
    commands: [],
    ended: false,
    broken: true,
  };
}
