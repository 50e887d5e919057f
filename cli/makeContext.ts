import type { Writable } from "node:stream";
import type { Context } from "./Context.ts";
import type { Flags } from "./Flags.ts";
import { presentable } from "./presentable.ts";
import type { World } from "./World.ts";

export const makeContext = (world: World, flags: Flags): Context => ({
  world,
  flags,
  print: (text) => write(world.stdout, text),
  note: (text) => {
    world.stderr.write(`${presentable(text)}\n`);
  },
});

/** Waits where the reader is slower, so that a long list is not held in memory. */
function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error instanceof Error ? reject(error) : resolve()));
  });
}
