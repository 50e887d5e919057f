/** Made on first use and kept: Lambda reuses it between invocations. A failure is not kept. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
