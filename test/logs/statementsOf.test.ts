import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { data, mgs, SESSION } from "./sampleLines.ts";
import { ended, failed, lost, seen, sessionId } from "./statements.ts";

test.each([
  [
    'Log group "g" or log stream "s" not found. Log stream stopped. Error:x',
    [seen, lost("stream-failed")],
  ],
  ["Error Calling CreateLogStream:AccessDeniedException", [seen, lost("stream-failed")]],
  ["Error Creating Log Stream for CloudWatchLogs output: x", [seen, lost("stream-failed")]],
  [
    "Encountered an error while calling S3 API GetBucketEncryption x",
    [seen, lost("encryption-unchecked")],
  ],
  [
    "Local temp log file is missing, logging might be interrupted.",
    [seen, lost("local-log-missing")],
  ],
  [
    "Append only attribute of local temp log file has been modified by y",
    [seen, { kind: "tampering", sessionId }],
  ],
  ["Failed to parse commands input: x", [seen, failed("Failed to parse commands input: x")]],
  [
    "failed to create channel: too many open files",
    [seen, failed("failed to create channel: too many open files")],
  ],
  [
    "Forwarding to IP address 192.0.2.1 is forbidden.",
    [seen, failed("Forwarding to IP address 192.0.2.1 is forbidden.")],
  ],
  [
    "failed to start pty since RunAs user x does not exist",
    [seen, failed("failed to start pty since RunAs user x does not exist")],
  ],
  [
    "Setting up data channel with id other-1 failed: x",
    [
      seen,
      { kind: "session-seen", sessionId: "other-1" },
      {
        ...(failed("Setting up data channel with id other-1 failed: x") as object),
        sessionId: "other-1",
      },
    ],
  ],
  ["Unable to send AgentSessionState message with session status Terminating", [seen]],
  ["Command Exit Status: 137", [seen, { kind: "exit-status", sessionId, status: 137 }]],
  ["Sending exit code: -1", [seen, { kind: "exit-status", sessionId, status: -1 }]],
  ["Command Exit Status: %!s(int=31)", [seen]],
])("%s", (text, statements) => {
  expect(parseSsmLine(data(text)).said).toMatchObject({ line: { statements } });
});

test.each<[string, unknown[], string]>([
  [`document ${SESSION} submission started`, [seen], "the first line that names it"],
  [`Got job ${SESSION}, starting worker`, [seen], "no context names it"],
  [
    `Got job ${SESSION},, starting worker`,
    [{ kind: "session-seen", sessionId: `${SESSION},` }],
    "an ID may end in a comma",
  ],
  [`session: ${SESSION} complete`, [ended], "known by its end alone: not seen"],
  [
    "Local temp log file is missing",
    [{ kind: "logging-failed", sessionId: null, failure: "local-log-missing" }],
    "nobody's",
  ],
  ["Command Exit Status: 1", [], "nobody's status is no fact"],
  ["session: a/b complete", [], "no session ID"],
])("without a session in its contexts, %s", (text, statements) => {
  expect(parseSsmLine(mgs(text)).said).toMatchObject({ line: { statements } });
});
