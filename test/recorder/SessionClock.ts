/**
 * The session's own time. Typing at a person's pace would make recording take an hour, so keys are
 * sent at once and the time a person would have needed is added to the clock.
 *
 *     real      0 ---key-key-key------------> (milliseconds apart)
 *     session   0 ----key-----key----key----> (real + what was added so far)
 */
export class SessionClock {
  readonly #startedAt: number;
  readonly #added: { readonly real: number; readonly total: number }[] = [];
  #total = 0;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  add(seconds: number, now: number): void {
    this.#total += seconds;
    this.#added.push({ real: now, total: this.#total });
  }

  /** Session seconds at a moment (epoch milliseconds), which may lie in the past. */
  at(real: number): number {
    const before = this.#added.findLast((addition) => addition.real <= real);
    return (real - this.#startedAt) / 1000 + (before?.total ?? 0);
  }
}
