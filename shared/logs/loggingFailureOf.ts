import { byFirstLetter } from "./byFirstLetter.ts";
import type { LoggingFailure } from "./Statement.ts";

interface Rule {
  /** The message's first words. */
  readonly words: string;
  /** What must also stand in it. */
  readonly and?: string;
  readonly failure: LoggingFailure;
}

/** Sources: amazon-ssm-agent agent/session, agent/agentlogstocloudwatch, agent/s3util. */
const RULES: readonly Rule[] = [
  { words: "The CloudWatch log group specified in session preferences", failure: "group-missing" },
  { words: "Error Calling DescribeLogGroups:", failure: "group-missing" },
  { words: "Error in PutLogEvents:", failure: "put-failed" },
  { words: "Error Calling CreateLogStream:", failure: "stream-failed" },
  { words: "Error Creating Log Stream for CloudWatchLogs output:", failure: "stream-failed" },
  { words: 'Log group "', and: '" not found. Log stream stopped', failure: "stream-failed" },
  { words: "Failed to upload ", failure: "upload-failed" },
  { words: "Failed uploading ", failure: "upload-failed" },
  { words: "unable to generate log data:", failure: "transcript-failed" },
  { words: "Failed to generate transcript", failure: "transcript-failed" },
  {
    words: "Validation failed, err: ",
    and: "unable to validate encryption",
    failure: "encryption-unchecked",
  },
  {
    words: "Encountered an error while calling S3 API GetBucketEncryption",
    failure: "encryption-unchecked",
  },
  { words: "Local temp log file is missing", failure: "local-log-missing" },
];

const rulesFor = byFirstLetter(RULES, ({ words }) => words);

/** The agent announces another try with these words; what comes of it, a later line says. */
const RETRIED = "- retrying";

/** What an agent message says of a session's own logging. */
export function loggingFailureOf(message: string): LoggingFailure | undefined {
  const rule = rulesFor(message).find(
    ({ words, and }) => message.startsWith(words) && (and === undefined || message.includes(and)),
  );
  if (rule === undefined || message.trimEnd().endsWith(RETRIED)) return undefined;
  return rule.failure;
}
