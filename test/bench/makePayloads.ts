import { gzipSync } from "node:zlib";

/** What a subscription event's 10,000 lines are made of. */
export type PayloadKind = "terminal lines" | "realistic mix" | "agent lines" | "records";
export const PAYLOAD_KINDS: readonly PayloadKind[] = [
  "terminal lines",
  "realistic mix",
  "agent lines",
  "records",
];

const PREFIX = "[sagemaker ssm logs][container_1] ";
const SESSION = "maya.lindqvist@example.com-7eqsc4tj4xbw2begql7aql6qum";
const AGENT = [
  "[ssm-agent-worker] [MessageService] [EngineProcessor] document SESSION submission started",
  "[ssm-session-worker] [SESSION] document: SESSION worker started",
  "[ssm-session-worker] [SESSION] [DataBackend] Running plugin Standard_Stream Standard_Stream",
  "[ssm-session-worker] [SESSION] [DataBackend] [pluginName=Standard_Stream] Setting up datachannel for session: SESSION, requestId: 9c84cebf-2dde-4b1c-9c21-7a55e5ad3f1b, clientId: 5b0b1f6e",
  "[ssm-session-worker] [SESSION] [DataBackend] [pluginName=Standard_Stream] Handshake successfully completed.",
  "[ssm-session-worker] [SESSION] [DataBackend] [pluginName=Standard_Stream] Plugin Standard_Stream started",
  "[ssm-agent-worker] [MessageService] [MGSInteractor] Successfully opened websocket connection to: 52.46.138.10:443",
  "[ssm-agent-worker] [HealthCheck] HealthCheck reporting agent health.",
  "[amazon-ssm-agent] [LongRunningWorkerContainer] [WorkerProvider] Worker ssm-agent-worker is running, pid:52",
  "[ssm-session-worker] [SESSION] Session worker closed",
];
const TERMINAL = [
  "root@model:/opt/ml# ls -la /opt/ml/model",
  "drwxr-xr-x 3 root root     4096 Mar  1 09:58 model.tar.gz.extracted",
  '2026-03-01T10:07:07,770 [INFO ] W-9000-model ACCESS_LOG - /169.254.178.2:43210 "GET /ping HTTP/1.1" 200 1',
  "\u001b[01;34mcode\u001b[0m  config.json  \u001b[01;32mserve\u001b[0m  tokenizer.json",
  '{"level": "info", "msg": "prediction served", "latency_ms": 12.4, "model": "churn-scorer"}',
  '  File "/opt/conda/lib/python3.11/site-packages/torch/nn/modules/module.py", line 1511',
  "2026-03-01 10:07:08,112 INFO uvicorn.access: 169.254.178.2:43210 - GET /ping 200",
  "",
];

const agentLine = (n: number): string =>
  `${PREFIX}2026-03-01 09:${String(n % 60).padStart(2, "0")}:11.1022 INFO ${AGENT[n % AGENT.length] ?? ""}`.replaceAll(
    "SESSION",
    SESSION,
  );
const terminalLine = (n: number): string =>
  `${PREFIX}${TERMINAL[n % TERMINAL.length] ?? ""}${n % 3 === 0 ? "" : ` ${n}`}`;
const recordLine = (n: number): string =>
  PREFIX +
  JSON.stringify({
    eventVersion: "1.0",
    eventTime: `2026-03-01T10:00:${String(n % 60).padStart(2, "0")}Z`,
    awsRegion: "us-east-1",
    target: { id: "sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10_container_1" },
    userIdentity: { arn: "arn:aws:sts::111122223333:assumed-role/Dev/maya.lindqvist" },
    runAsUser: "",
    sessionId: SESSION,
    sessionData: [0, 1, 2, 3].map((k) => terminalLine(n + k).slice(PREFIX.length)),
  });

function lineOf(kind: PayloadKind, n: number): string {
  if (kind === "agent lines") return agentLine(n);
  if (kind === "records") return recordLine(n);
  if (kind === "terminal lines") return terminalLine(n);
  if (n % 50 === 0) return agentLine(n / 50);
  return n % 20 === 7 ? recordLine(n) : terminalLine(n);
}

/** The base64 text in a Lambda payload of so many log events. */
export function makePayload(kind: PayloadKind, events: number): string {
  const message = {
    messageType: "DATA_MESSAGE",
    owner: "111122223333",
    logGroup: "/aws/sagemaker/Endpoints/churn-scorer",
    logStream: "AllTraffic/i-0b21f4d9a7c3e8d10/ssm",
    subscriptionFilters: ["ssmtrail"],
    logEvents: Array.from({ length: events }, (_, n) => ({
      id: String(39017944201310000000000000000000000000014210013017389000n + BigInt(n)),
      timestamp: 1_794_420_131_000 + n,
      message: lineOf(kind, n),
    })),
  };
  return gzipSync(JSON.stringify(message)).toString("base64");
}
