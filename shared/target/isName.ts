const MAX_LENGTH = 63;

/**
 * SageMaker's grammar for endpoint, variant and container names: `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
 * at most 63 characters. Read by character, since it stands in the hot path.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html
 */
export function isName(text: string): boolean {
  const last = text.length - 1;
  if (last < 0 || last >= MAX_LENGTH) return false;
  for (let i = 0; i <= last; i++) if (!isNameCode(text.charCodeAt(i))) return false;
  return text.charCodeAt(0) !== HYPHEN && text.charCodeAt(last) !== HYPHEN;
}

const HYPHEN = 0x2d;

const isNameCode = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === HYPHEN ||
  (code >= 0x41 && code <= 0x5a);
