// `node writeLogEvents.mjs BYTES [agent]`: subscription messages, one a line, until so many bytes are
// out; `agent`: nothing but the agent's lines, each of which claims something.
const most = Number(process.argv[2]);
const agentOnly = process.argv[3] === "agent";
const PREFIX = "[sagemaker ssm logs][container_0] ";
const EVENTS = 500;
const START = Date.UTC(2026, 2, 1);

const AGENT = [
  "[ssm-agent-worker] [MessageService] [EngineProcessor] document SESSION submission started",
  "[ssm-session-worker] [SESSION] document: SESSION worker started",
  "[ssm-session-worker] [SESSION] [DataBackend] [pluginName=Standard_Stream] Setting up datachannel for session: SESSION, requestId: 9c84cebf-2dde-4b1c-9c21-7a55e5ad3f1b, clientId: 5b0b1f6e",
  "[ssm-session-worker] [SESSION] [DataBackend] [pluginName=Standard_Stream] Plugin Standard_Stream started",
  "[ssm-agent-worker] [HealthCheck] HealthCheck reporting agent health.",
];

let written = 0;
for (let batch = 0; written < most; batch++) {
  const line = `${JSON.stringify(messageOf(batch))}\n`;
  written += line.length;
  if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once("drain", go));
}

function messageOf(batch) {
  // A session lasts 40 messages, then the next instance has its turn.
  const stream = Math.floor(batch / 40);
  const sessionId = `engineer-${stream % 17}-${String(stream).padStart(17, "0")}`;
  return {
    messageType: "DATA_MESSAGE",
    owner: "111122223333",
    logGroup: `/aws/sagemaker/Endpoints/endpoint-${stream % 5}`,
    logStream: `variant1/i-${String(stream).padStart(17, "0")}/ssm`,
    subscriptionFilters: ["ssmtrail"],
    logEvents: Array.from({ length: EVENTS }, (_, n) => eventOf(batch, n, sessionId)),
  };
}

function eventOf(batch, n, sessionId) {
  const timestamp = START + batch * 10_000 + n * 20;
  const id = String(38_000_000_000_000_000_000_000n + BigInt(batch * EVENTS + n)).padStart(56, "3");
  return { id, timestamp, message: `${PREFIX}${textOf(batch, n, sessionId)}` };
}

function textOf(batch, n, sessionId) {
  if (agentOnly)
    return `2026-03-01 09:20:11.1022 INFO ${AGENT[n % AGENT.length].replaceAll("SESSION", sessionId)}`;
  if (batch % 40 === 0 && n === 0)
    return `2026-03-01 09:20:11.1022 INFO [ssm-session-worker] [${sessionId}] document: ${sessionId} worker started`;
  if (n % 50 === 1) return `root@model:/opt/ml# tail -n 48 /var/log/serve.log`;
  return `2026-03-01T10:07:07,770 [INFO ] W-9000-model ACCESS_LOG - /169.254.178.2:${40_000 + n} "GET /ping HTTP/1.1" 200 ${batch}`;
}
