/** One agent log line: `2026-11-12 09:14:02.1387 INFO [ctx] [ctx] message`. */
export interface AgentLine {
  readonly at: number;
  readonly level: "INFO" | "WARN" | "ERROR";
  readonly contexts: readonly string[];
  readonly message: string;
}

/** Agents since mid-2024 write four fractional digits, older ones none. */
export function formatAgentLine(line: AgentLine, fraction: boolean): string {
  const clock = new Date(line.at).toISOString();
  const digits = fraction ? `.${clock.slice(20, 23)}${line.at % 10}` : "";
  const time = `${clock.slice(0, 10)} ${clock.slice(11, 19)}${digits}`;
  const contexts = line.contexts.map((context) => `[${context}] `).join("");
  return `${time} ${line.level} ${contexts}${line.message}`;
}
