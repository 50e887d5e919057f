import type { SourceError, SourceErrorCode } from "../shared/app/sources/SourceError.ts";

/** What a source said, and what can be done about it. */
export const sourceAdvice = ({ code, message }: Pick<SourceError, "code" | "message">): string =>
  `${FIX[code]} (${message})`;

const FIX: Readonly<Record<SourceErrorCode, string>> = {
  "no-region": "no region is known; give --region, set AWS_REGION, or a region in the profile",
  "no-credentials":
    "no valid AWS credentials; run `aws sso login` or `aws configure`, or give --profile",
  expired: "the AWS credentials have expired; sign in again (`aws sso login`)",
  denied: "these credentials may not",
  gone: "it isn't there any more",
  full: "a quota is used up",
  throttled: "AWS kept throttling; try again in a minute",
  unreachable: "it can't be reached; check the network, the proxy, --region and --endpoint-url",
  refused: "it refused the call",
};
