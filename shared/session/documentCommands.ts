import { programsOf } from "../terminal/programsOf.ts";
import type { Claim, Facts } from "./Facts.ts";
import { startedCommands } from "./startedCommands.ts";
import type { KeptCommand } from "./KeptCommand.ts";

/**
 * Commands that the session's document carried as its `command` parameter: the agent runs them
 * without a shell's prompt. CloudTrail's word is `high`; where it tells none, an agent line's is
 * `medium`.
 */
export function documentCommands(facts: Facts): KeptCommand[] {
  const started = startedCommands(facts);
  if (started.length > 0) return rowsOf(facts, started, "high");
  return rowsOf(facts, facts.claims.command?.kept ?? [], "medium");
}

function rowsOf(
  facts: Facts,
  commands: readonly Claim[],
  confidence: KeptCommand["confidence"],
): KeptCommand[] {
  return commands.map(({ value, at }, n) => ({
    text: value,
    cut: 0,
    confidence,
    reason: "document-parameter",
    kind: "document",
    depth: 0,
    prompt: "",
    cwd: null,
    host: null,
    exit: exitOf(facts),
    damaged: false,
    repeated: false,
    programs: programsOf(value),
    at: { position: at.position, offset: n },
    after: null,
    output: null,
    lane: at.lane,
    settledBy: at.position,
  }));
}

const documentCount = (facts: Facts): number =>
  startedCommands(facts).length || (facts.claims.command?.kept.length ?? 0);

function exitOf(facts: Facts): number | null {
  const said = facts.claims["exit-status"]?.kept ?? [];
  return said.length === 1 && documentCount(facts) === 1 ? Number(said[0]?.value) : null;
}
