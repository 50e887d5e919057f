/** Where a secret stands in a text: UTF-16 offsets, and what it seems to be. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  /** A word of lower-case letters, digits and hyphens, such as `aws-access-key-id`. */
  readonly kind: string;
}
