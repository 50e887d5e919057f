/** What a pace needs of the clock. */
export interface PaceClock {
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Lets calls of a kind begin no closer together than their rate allows. */
export class Pace {
  readonly #rates: Readonly<Record<string, number>>;
  readonly #clock: PaceClock;
  readonly #next = new Map<string, number>();

  /** `rates`: calls a second, by the operation's name; others are let through. */
  constructor(rates: Readonly<Record<string, number>>, clock: PaceClock) {
    this.#rates = rates;
    this.#clock = clock;
  }

  /** Resolves when the call may begin. */
  async wait(operation: string): Promise<void> {
    const rate = this.#rates[operation];
    if (rate === undefined) return;
    const now = this.#clock.now();
    const at = Math.max(now, this.#next.get(operation) ?? 0);
    this.#next.set(operation, at + 1_000 / rate);
    if (at > now) await this.#clock.pause(at - now);
  }
}
