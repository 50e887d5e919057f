import { programsOf } from "../terminal/programsOf.ts";
import type { Facts } from "./Facts.ts";
import type { KeptCommand } from "./KeptCommand.ts";

/**
 * Commands that the session's document carried as its `command` parameter: the agent runs them
 * without a shell's prompt. An agent line says so, so they are `medium`.
 */
export function documentCommands(facts: Facts): KeptCommand[] {
  return (facts.claims.command?.kept ?? []).map(({ value, at }, n) => ({
    text: value,
    cut: 0,
    confidence: "medium",
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

function exitOf(facts: Facts): number | null {
  const said = facts.claims["exit-status"]?.kept ?? [];
  return said.length === 1 && facts.claims.command?.kept.length === 1
    ? Number(said[0]?.value)
    : null;
}
