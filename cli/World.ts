import type { Readable, Writable } from "node:stream";

/** What the program touches of the machine, so that tests may hand it another. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly home: string;
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  now(): number;
  /** Resolves when the user wants the program to stop. */
  stopped(): Promise<void>;
}
