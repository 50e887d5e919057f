/** Values of our own for the shapes in which the agent writes. */
export const TARGET = "sagemaker-endpoint:mood-model_blue_i-0f1e2d3c4b5a69788_container_0";
export const TARGET_ID = {
  endpoint: "mood-model",
  variant: "blue",
  instance: "i-0f1e2d3c4b5a69788",
  container: "container_0",
};
export const SESSION = "ana.b@example.com-7eqsc4tj4xbw2begql7aql6qum";
export const OWNER = "arn:aws:sts::111122223333:assumed-role/Ops/ana.b@example.com";

const WORKER = `[ssm-session-worker] [${SESSION}]`;
const DATA = `${WORKER} [DataBackend] [pluginName=Standard_Stream]`;
const MGS = "[ssm-agent-worker] [MessageService] [MGSInteractor]";

export const prefixed = (text: string): string => `[sagemaker ssm logs][container_0] ${text}`;

const at = (level: string, text: string): string =>
  prefixed(`2025-02-01 08:00:00.1234 ${level} ${text}`);

export const mgs = (text: string, level = "INFO"): string => at(level, `${MGS} ${text}`);
export const worker = (text: string, level = "INFO"): string => at(level, `${WORKER} ${text}`);
export const data = (text: string, level = "INFO"): string => at(level, `${DATA} ${text}`);
export const agent = (text: string, level = "INFO"): string => at(level, text);

/** `Parsing AgentMessage` with this content. */
export const agentMessage = (content: unknown): string => {
  const payload = {
    schemaVersion: 1,
    taskId: `111122223333:${SESSION}`,
    topic: "t",
    content: typeof content === "string" ? content : JSON.stringify(content),
  };
  return mgs(
    `Parsing AgentMessage 11111111-2222-4333-8444-555555555555, Payload: ${JSON.stringify(payload)}`,
  );
};
