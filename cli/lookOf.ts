import type { Look } from "./render/formatTable.ts";
import type { Flags } from "./Flags.ts";
import type { World } from "./World.ts";

const WIDTH_UNKNOWN = 120;
const NARROWEST = 20;

/** How wide and how coloured tables are. */
export function lookOf({ env, stdout }: World, { color }: Pick<Flags, "color">): Look {
  const told = Number(env.COLUMNS);
  const width = Number.isSafeInteger(told) && told > 0 ? told : (stdout.columns ?? WIDTH_UNKNOWN);
  // https://no-color.org: set and not empty, whatever its value.
  const unwanted = (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  const colored = color === "auto" ? stdout.isTTY === true && !unwanted : color === "always";
  return { width: Math.max(NARROWEST, width), color: colored };
}
