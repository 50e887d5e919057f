import { jest } from "@jest/globals";

/** What is written to stdout and stderr from now on, line by line, and not shown. */
export function captureLog(): {
  /** But for metrics, which are lines too. */
  lines(): readonly unknown[];
  metrics(): readonly unknown[];
  restore(): void;
} {
  let text = "";
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, "write").mockImplementation((part) => {
      text += String(part);
      return true;
    }),
  );
  const all = (): object[] =>
    text
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as object);
  return {
    lines: () => all().filter((line) => !("_aws" in line)),
    metrics: () => all().filter((line) => "_aws" in line),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
