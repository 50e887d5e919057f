export interface FailedDelivery {
  /** Where it lies, as the store names it. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

/** Where deliveries wait that a function refused; everything throws `SourceError`. */
export interface FailureStore {
  /** In the order of their names, which begin with their time. */
  listFailures(): AsyncIterable<FailedDelivery>;
  /** The object as it was put there: JSON text. */
  readFailure(name: string): Promise<string>;
  removeFailure(name: string): Promise<void>;
  close(): void;
}
