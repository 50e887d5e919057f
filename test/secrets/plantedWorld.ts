import { worker, agentMessage, prefixed, SESSION, TARGET } from "../logs/sampleLines.ts";
import { BLOCKS, PLANTED, PRINTED, TOKENS, TYPED } from "./plantedSecrets.ts";

const AT = Date.parse("2026-11-12T09:00:00Z");

/** Every secret, wherever text gets in: typed, printed, in prompts, agent lines and no session at all. */
export const plantedMessages = (): object[] => [
  endpointMessage([
    `[sagemaker ssm logs][container_0] SSM target ID: ${TARGET}`,
    ...PLANTED.flatMap(({ text }) => text.split(/\r?\n/)).map(prefixed),
    ...TOKENS.map(({ text }) => `no prefix ${text}`),
  ]),
  endpointMessage(
    [
      ...TYPED.slice(0, 4).map(({ text }) =>
        agentMessage({
          MessageType: "x",
          SessionId: SESSION,
          DestinationId: TARGET,
          Parameters: { command: [text] },
        }),
      ),
      ...TOKENS.slice(0, 6).map(({ text }) =>
        worker(`Unable to start command: ${text}: gone`, "ERROR"),
      ),
      // Cut in the middle of a token, where the agent's words are kept cut.
      worker(`Unable to start command: ${"x ".repeat(490)}${TOKENS[9]?.text ?? ""}`, "ERROR"),
    ],
    3_600_000,
  ),
  sessionMessage("maya-0a1b2c3d4e5f60718", [
    "Script started on 2026-11-12 10:30:00+00:00\r\n",
    ...[...TYPED, ...TOKENS, ...PRINTED].map(({ text }) => `sh-5.2# ${text}\r\nsh: not found\r\n`),
    ...[...PRINTED, ...TOKENS, ...BLOCKS].map(({ text }) => `sh-5.2# cat file\r\n${text}\r\n`),
    "sh-5.2# exit\r\n",
    "Script done on 2026-11-12 10:31:00+00:00\r\n",
  ]),
  sessionMessage("lena-0a1b2c3d4e5f60717", [
    `sh-5.2# cat long\r\n${"some text \r\n".repeat(682)}`,
    `${TOKENS[9]?.text ?? ""}\r\n${"some text \r\n".repeat(30_000)}`,
    `${TOKENS[9]?.text ?? ""}\r\n${"some text \r\n".repeat(682)}sh-5.2# exit\r\n`,
  ]),
  sessionMessage(
    "jonas-0a1b2c3d4e5f60719",
    TOKENS.slice(8, 12).map(({ text }) => `${text}# id\r\nuid=0\r\n${text}# ls\r\n`),
  ),
];

const eventsOf = (messages: readonly string[], from: number): object[] =>
  messages.map((message, n) => ({
    id: `39017${String(from)}${String(n).padStart(38, "0")}`.padStart(56, "3"),
    timestamp: AT + from + n * 10,
    message,
  }));

const message = (logGroup: string, logStream: string, logEvents: object[]): object => ({
  messageType: "DATA_MESSAGE",
  owner: "111122223333",
  logGroup,
  logStream,
  subscriptionFilters: ["ssmtrail"],
  logEvents,
});

const endpointMessage = (lines: readonly string[], from = 0): object =>
  message(
    "/aws/sagemaker/Endpoints/mood-model",
    "blue/i-0f1e2d3c4b5a69788/ssm",
    eventsOf(lines, from),
  );

/** A transcript, as its one event comes at the session's end. */
const sessionMessage = (session: string, parts: readonly string[]): object =>
  message("/ssm/session-logs", session, eventsOf([parts.join("")], 5_400_000));
