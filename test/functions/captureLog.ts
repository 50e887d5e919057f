import { jest } from "@jest/globals";

/** What is written to stdout from now on, line by line, and not shown. */
export function captureLog(): { lines(): readonly unknown[]; restore(): void } {
  let text = "";
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((part) => {
    text += String(part);
    return true;
  });
  return {
    lines: () =>
      text
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line): unknown => JSON.parse(line)),
    restore: () => spy.mockRestore(),
  };
}
