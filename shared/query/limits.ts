export const MOST_RESULTS = 1_000;
export const DEFAULT_RESULTS = 50;
/** Characters of one parameter. */
export const LONGEST_VALUE = 8_192;
