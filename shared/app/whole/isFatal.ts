import type { SourceError } from "../sources/SourceError.ts";

/** Nothing else will answer either. */
export const isFatal = ({ code }: SourceError): boolean =>
  code === "no-credentials" || code === "no-region" || code === "expired" || code === "unreachable";
