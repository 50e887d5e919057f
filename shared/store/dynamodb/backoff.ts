export interface Clock {
  /** Resolves after about `ms` milliseconds. */
  pause(ms: number): Promise<void>;
  /** Epoch milliseconds; where it is absent nothing has expired. */
  now?(): number;
  /** In [0, 1). */
  random(): number;
}

const FIRST_MS = 25;
const LONGEST_MS = 5_000;

/**
 * Full jitter: anything up to the doubled bound, so that many writers refused at once don't come
 * back at once. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backoff = (clock: Clock, attempt: number): Promise<void> =>
  clock.pause(clock.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
