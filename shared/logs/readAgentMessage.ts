import { matchTargetIds, type TargetMatch } from "../target/matchTargetIds.ts";
import { parseTargetId } from "../target/parseTargetId.ts";
import type { TargetId } from "../target/TargetId.ts";
import { parseAgentMessage } from "./parseAgentMessage.ts";
import { parseDocumentInformation } from "./parseDocumentInformation.ts";
import type { AgentLine } from "./SsmLine.ts";
import { statementsOf } from "./statementsOf.ts";

export interface AgentReading {
  readonly statements: AgentLine["statements"];
  readonly targets: readonly TargetId[];
  readonly broken: boolean;
}

/** What an agent line's message means, given the line's contexts. */
export function readAgentMessage(line: Pick<AgentLine, "contexts" | "message">): AgentReading {
  const { message } = line;
  const payload = parseAgentMessage(message) ?? parseDocumentInformation(message);
  const statements = statementsOf(line, payload);
  if (payload === undefined) return { statements, targets: targetsIn(message), broken: false };
  // A payload holds parameters, a user's own words: only the field meant for it names the target.
  const target = parseTargetId(payload.target ?? "");
  return { statements, targets: target === undefined ? [] : [target], broken: payload.broken };
}

const targetsIn = (message: string): TargetId[] =>
  matchTargetIds(message)
    .filter((match) => !isShortened(message, match))
    .map(({ target }) => target);

/**
 * The agent shortens an instance ID over 64 characters to what follows its last `_` in paths and
 * in `instanceID=`, so neither is ever believed. The control channel's URL carries it whole.
 */
function isShortened(message: string, { from }: TargetMatch): boolean {
  const before = message.slice(Math.max(from - 32, 0), from);
  if (before.endsWith("instanceID=")) return true;
  return before.endsWith("/") && !before.endsWith("control-channel/");
}
