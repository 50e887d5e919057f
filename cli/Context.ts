import type { Flags } from "./Flags.ts";
import type { World } from "./World.ts";

/** What a command has to work with. */
export interface Context {
  readonly world: World;
  readonly flags: Flags;
  /** Writes data to stdout. */
  readonly print: (text: string) => Promise<void>;
  /** Writes a note to stderr, made harmless. */
  readonly note: (text: string) => void;
}
