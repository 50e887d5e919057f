export interface LineParts {
  readonly fraction: string;
  readonly site: string | undefined;
  readonly contexts: readonly string[];
  readonly message: string;
}

/**
 * Whether a line in the agent's layout is the agent's. `2024-03-03 10:50:07 INFO Started` is a
 * common layout, and a model server's log is often printed in a shell, so one of these must hold:
 * a call site, a context the agent is known to open with, seelog's four digits of a second (others
 * write three, six or nine), or words known to come without any context.
 */
export function isAgentVoice({ fraction, site, contexts, message }: LineParts): boolean {
  if (site !== undefined || fraction.length === 4) return true;
  const [first] = contexts;
  if (first === undefined) return OPENINGS.some((words) => message.startsWith(words));
  return FIRST_CONTEXTS.has(first) || first.startsWith("instanceID=");
}

const FIRST_CONTEXTS: ReadonlySet<string> = new Set([
  "amazon-ssm-agent",
  "ssm-agent-worker",
  "ssm-session-worker",
  "ssm-session-logger",
  "ssm-document-worker",
  "CredentialRefresher",
  "LongRunningWorkerContainer",
  "MessageService",
  "MessagingDeliveryService",
  "MessageGatewayService",
  "HealthCheck",
  "EC2Identity",
]);

/** Seen in a container's agent log before its contexts are set. */
const OPENINGS = [
  "amazon-ssm-agent - v",
  "ssm-agent-worker - v",
  "ssm-session-worker - v",
  "Agent will take identity from ",
  "picking up runtime config identity selector",
  "Proxy environment variables:",
  "https_proxy:",
  "http_proxy:",
  "no_proxy:",
];
