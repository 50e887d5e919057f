/** What stands for a value, or is one that everybody knows. */
const PLACEHOLDERS = new Set(
  "none null nil true false undefined required optional string str int bytes bool any object password passwd passphrase token secret prompt stdin env file yes no hidden redacted masked default unset empty".split(
    " ",
  ),
);

const STANDS_FOR_IT =
  /^(?:\$\w+|\$\{.*|\$\(.*|`.*|%\w*%?|<.*|\{.*|\[.*|[*•.·_-]+|x{3,}|X{3,}|\.\.\.|…)$/s;

/** A variable, a mask, `None`, `<token>`: no secret, whatever it is called. */
const isPlaceholder = (value: string): boolean =>
  value === "" ||
  value.startsWith("‹secret:") ||
  PLACEHOLDERS.has(value.toLowerCase()) ||
  STANDS_FOR_IT.test(value);

export const isNoPlaceholder = (value: string): boolean =>
  !isPlaceholder(value) && !/^\s/.test(value);

/** Nor where the secret lies. */
export const isNoPath = (value: string): boolean =>
  isNoPlaceholder(value) && !/^(?:~?\/|\.{1,2}\/|[a-z]+:\/\/)/.test(value);

const AWS_SECRET_LENGTH = 40;

/**
 * Whether a value is as unguessable as keys and tokens are, and no word, number, path, address or
 * name in a program: what is called a token in code and prose is mostly none.
 */
export function looksRandom(value: string): boolean {
  if (isPlaceholder(value) || value.length < 8) return false;
  if (value.length === AWS_SECRET_LENGTH && /^[A-Za-z0-9/+]+$/.test(value)) return true;
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/|arn:|~?\/|\.{1,2}\/)/.test(value)) return false;
  if (/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(value) && value.length < 64) return false;
  if (/^[0-9.,:eE+-]+$/.test(value)) return false;
  const [digit, lower, upper] = [/[0-9]/, /[a-z]/, /[A-Z]/].map((kind) => kind.test(value));
  if (digit === true && (lower === true || upper === true)) return true;
  return value.length >= 20 && lower === true && upper === true && !/[_ -]/.test(value);
}
