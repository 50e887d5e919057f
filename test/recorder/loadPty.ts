import { createRequire } from "node:module";
import { join } from "node:path";

/** The little of node-pty that the recorder uses. */
export interface Pty {
  readonly spawn: (file: string, args: string[], options: PtyOptions) => PtyProcess;
}

export interface PtyOptions {
  readonly name: string;
  readonly cols: number;
  readonly rows: number;
  readonly env: Record<string, string>;
  /** Null gives bytes: text would lose what is not UTF-8. */
  readonly encoding: null;
}

export interface PtyProcess {
  readonly onData: (listener: (bytes: Buffer) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly write: (keys: string) => void;
  readonly kill: () => void;
}

/**
 * node-pty from the recorder's own package. It is chosen over `script` because the driver needs the
 * pieces as they are printed, with their times, and because its binary comes inside its package.
 */
export function loadPty(folder: string): Pty {
  try {
    return createRequire(join(folder, "package.json"))("@lydell/node-pty") as Pty;
  } catch (cause) {
    throw new Error(`node-pty is missing: run "npm ci" in ${folder} first`, { cause });
  }
}
