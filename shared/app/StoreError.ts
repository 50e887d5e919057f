/** Why a store could not do what was asked: a broken world, never a bad request. */
export type StoreErrorCode =
  | "schema-unknown" // made by a newer program, or by another application
  | "overloaded" // the engine kept refusing for load
  | "contended" // other writers kept winning
  | "corrupt"; // a kept row, or the whole database, can't be read back

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
