import { StoreError } from "../../app/StoreError.ts";

/**
 * The driver's error in the store's words, where it is one of those that the store knows. Only
 * some of the driver's errors carry SQLite's code, all of them its text.
 * https://www.sqlite.org/rescode.html
 */
export function toStoreError(error: unknown, path: string): unknown {
  const message = messageOf(error);
  if (message.includes("database is locked"))
    return new StoreError("overloaded", `${path}: another program keeps it locked; try again`, {
      cause: error,
    });
  if (message.includes("file is not a database"))
    return new StoreError("corrupt", `${path} is no SQLite database: use another --store`, {
      cause: error,
    });
  if (message.includes("malformed") || message.includes("disk I/O error"))
    return new StoreError(
      "corrupt",
      `${path} is damaged: use another --store and import the evidence again`,
      { cause: error },
    );
  return error;
}

function messageOf(error: unknown): string {
  if (typeof error !== "object" || error === null || error instanceof StoreError) return "";
  return Reflect.get(error, "code") === "ERR_SQLITE_ERROR"
    ? String(Reflect.get(error, "message"))
    : "";
}
