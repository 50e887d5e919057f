import { StoreError } from "../../app/StoreError.ts";

const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** The driver's error in the store's words, where it is one of those that the store knows. */
export function toStoreError(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case BUSY:
      return new StoreError("overloaded", `${path}: another program keeps it locked; try again`, {
        cause: error,
      });
    case CORRUPT:
      return new StoreError(
        "corrupt",
        `${path} is damaged: use another --store and import the evidence again`,
        { cause: error },
      );
    case NOT_A_DATABASE:
      return new StoreError("corrupt", `${path} is no SQLite database: use another --store`, {
        cause: error,
      });
    default:
      return error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, "sqliteCode") : undefined;
