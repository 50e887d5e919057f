import { PREFIX } from "./parsePrefix.ts";

const QUOTED = /^"([^"]*)"$/;

/** The pattern that delivers the lines of `/ssm` streams and none of the model's own output. */
export const PREFIX_PATTERN = `"${PREFIX}"`;

/**
 * Whether a subscription filter of that pattern delivers the message. Of patterns other than
 * nothing and one quoted phrase it says so of lines with the platform's prefix.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matchesPattern(pattern: string, message: string): boolean {
  if (pattern.trim() === "") return true;
  const [, phrase] = QUOTED.exec(pattern.trim()) ?? [];
  return message.includes(phrase ?? PREFIX);
}
