import type { LoggingFailure } from "./Statement.ts";

/**
 * What the agent's words say of a session's own logging. Sources: amazon-ssm-agent agent/session,
 * agent/agentlogstocloudwatch, agent/s3util.
 */
const RULES: readonly { readonly words: RegExp; readonly failure: LoggingFailure }[] = [
  { words: /^The CloudWatch log group specified in session preferences/, failure: "group-missing" },
  { words: /^Error Calling DescribeLogGroups:/, failure: "group-missing" },
  { words: /^Error in PutLogEvents:/, failure: "put-failed" },
  { words: /^Error Calling CreateLogStream:/, failure: "stream-failed" },
  { words: /^Error Creating Log Stream for CloudWatchLogs output:/, failure: "stream-failed" },
  {
    words: /^Log group "[^"]{1,512}" or log stream "[^"]{1,512}" not found/,
    failure: "stream-failed",
  },
  { words: /^Failed to upload /, failure: "upload-failed" },
  { words: /^Failed uploading /, failure: "upload-failed" },
  {
    words: /^(?:unable to generate log data:|Failed to generate transcript)/,
    failure: "transcript-failed",
  },
  {
    words: /^Validation failed, err: .{0,200}unable to validate encryption/,
    failure: "encryption-unchecked",
  },
  {
    words: /^Encountered an error while calling S3 API GetBucketEncryption/,
    failure: "encryption-unchecked",
  },
  { words: /^Local temp log file is missing/, failure: "local-log-missing" },
];

/** The agent announces another try with these words; what comes of it, a later line says. */
const RETRIED = "- retrying";

export function loggingFailureOf(message: string): LoggingFailure | undefined {
  if (message.trimEnd().endsWith(RETRIED)) return undefined;
  return RULES.find(({ words }) => words.test(message))?.failure;
}
