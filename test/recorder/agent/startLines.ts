import type { AgentLine } from "./agentLine.ts";

/** What a container's agent writes when its instance comes up: noise, then its control channel. */
export function startLines(
  targetId: string,
  region: string,
  launchedAt: number,
  uuid: (name: string) => string,
): AgentLine[] {
  const contexts = ["ssm-agent-worker", "MessageService", "MGSInteractor"];
  const channel = `wss://ssmmessages.${region}.amazonaws.com/v1/control-channel/${targetId}`;
  const line = (at: number, message: string): AgentLine => ({
    at,
    level: "INFO",
    contexts,
    message,
  });
  return [
    {
      at: launchedAt + 200,
      level: "INFO",
      contexts: ["amazon-ssm-agent"],
      message: "amazon-ssm-agent - v3.3.0.0318",
    },
    line(
      launchedAt + 900,
      `Setting up websocket for controlchannel for instance: ${targetId}, requestId: ${uuid("control")}`,
    ),
    line(
      launchedAt + 960,
      `Opening websocket connection to: ${channel}?role=subscribe&stream=input`,
    ),
    line(launchedAt + 1200, "Successfully opened websocket connection to: 52.46.138.10:443"),
  ];
}
