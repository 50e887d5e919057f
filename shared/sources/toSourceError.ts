import { SourceError, type SourceErrorCode } from "../app/sources/SourceError.ts";

/** Names as the services and the SDK give them; some services end theirs in `Exception`. */
const CODES: readonly (readonly [RegExp, SourceErrorCode])[] = [
  [/^(ExpiredToken|RequestExpired|TokenRefreshRequired)/, "expired"],
  [/^(AccessDenied|UnauthorizedOperation|NotAuthorized)/, "denied"],
  [
    /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|InvalidAccessKeyId|MissingAuthenticationToken|IncompleteSignature|AuthFailure)/,
    "no-credentials",
  ],
  [/^(CredentialsProviderError|TokenProviderError)/, "no-credentials"],
  [/^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/, "throttled"],
  [/^(ResourceNotFound|NoSuch|NotFound)/, "gone"],
  [/^LimitExceeded/, "full"],
  [
    /^(TimeoutError|ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|CERT_|UNABLE_|SELF_SIGNED|DEPTH_ZERO|ServiceUnavailable|InternalFailure|InternalServerError)/,
    "unreachable",
  ],
];

/** Any error of the SDK by what can be done about it. */
export function toSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SourceError(codeOf(error, message), message, { cause: error });
}

function codeOf(error: unknown, message: string): SourceErrorCode {
  if (/region is missing|invalid hostname|ConfigError.*region/i.test(message)) return "no-region";
  if (/expired/i.test(message)) return "expired";
  const names = [nameOf(error), systemCode(error)];
  const found = CODES.find(([pattern]) => names.some((name) => pattern.test(name)));
  return found?.[1] ?? "refused";
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

const systemCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
