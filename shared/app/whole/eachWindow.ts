export interface Stretch {
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a stretch into windows, oldest first. `read` says whether a window held anything: behind
 * empty ones they grow, since a quiet log group's years are read in a few calls.
 */
export async function eachWindow(
  { from, to }: Stretch,
  windowMs: number,
  read: (window: Stretch) => Promise<"empty" | "some" | "stop">,
): Promise<boolean> {
  let size = windowMs;
  for (let start = from; start <= to;) {
    const end = Math.min(to, start + size - 1);
    const was = await read({ from: start, to: end });
    if (was === "stop") return false;
    size = was === "empty" ? size * 2 : windowMs;
    start = end + 1;
  }
  return true;
}
