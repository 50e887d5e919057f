import { editsOf, type Edit } from "./editsOf.ts";
import { hasSlip } from "./hasSlip.ts";
import { redisplayed, type Edited, type Terminal } from "./redisplayed.ts";
import { strangeness, type Vocabulary } from "./strangeness.ts";

/** One way in which readline may have come to print a text. */
export interface Explained {
  readonly line: string;
  readonly cost: number;
}

export interface Past {
  readonly vocabulary: Vocabulary;
  /** The commands before, most recent first. */
  readonly recent: readonly string[];
  /** Which words were found to be slips, so that each is looked at once. */
  readonly slips: Map<string, boolean>;
}

/** What one line may still cost, in characters looked at. */
export interface Budget {
  left: number;
}

/** How far the editing is explained. */
export interface Path extends Edited {
  readonly cost: number;
  /** How many edits in a row left no trace. */
  readonly silent: number;
  readonly last: Edit["by"] | "nothing";
  /** The lines that were on the screen before within this editing. */
  readonly earlier: readonly string[];
}

const MOST_PATHS = 20;
const LEAST_PATHS = 4;
const PATHS_TIMES_LENGTH = 4_000;

/** How much worse than the best a path may be to be followed. */
const WIDTH = 7;
const START: Path = { line: "", point: 0, cost: 0, silent: 0, last: "nothing", earlier: [] };
const MOST_SILENT = 2;
const MOST_EARLIER = 4;

/**
 * The lines that readline may have held when Enter was hit, most likely first: those whose editing,
 * played through a model of its redisplay, prints exactly `text`. Empty where none was found.
 */
export function explainedBy(
  text: string,
  terminal: Terminal,
  past: Past,
  budget: Budget,
): Explained[] {
  const reached: (Map<string, Path> | undefined)[] = [];
  const least: number[] = [];
  const put = (at: number, path: Path, edit: Edit, silent: number): void => {
    const cost = path.cost + edit.cost;
    const best = least[at] ?? Infinity;
    if (cost > best + WIDTH) return;
    if (cost < best) least[at] = cost;
    const paths = (reached[at] ??= new Map<string, Path>());
    const key = `${edit.point} ${edit.marked?.[0] ?? ""} ${edit.line}`;
    if (cost < (paths.get(key)?.cost ?? Infinity)) paths.set(key, after(path, edit, silent));
  };
  reached[0] = new Map([["", START]]);
  least[0] = 0;
  const followed = Math.max(LEAST_PATHS, Math.min(MOST_PATHS, PATHS_TIMES_LENGTH / text.length));
  for (let at = 0; at < text.length && budget.left > 0; at++) {
    const all = reached[at];
    if (all === undefined) continue;
    const rest = text.slice(at);
    for (let silent = 0; silent <= MOST_SILENT; silent++) {
      const most = (least[at] ?? 0) + WIDTH;
      const paths = [...all.values()].filter((path) => path.silent === silent && path.cost <= most);
      if (paths.length > 1) paths.sort((a, b) => a.cost - b.cost);
      for (const path of paths.slice(0, followed)) {
        for (const edit of editsOf(path, rest, past, terminal)) {
          budget.left -= 10;
          if (cannotPrint(path, edit, rest, terminal)) continue;
          budget.left -= edit.line.length;
          const printed = edit.printed ?? redisplayed(path, edit, terminal);
          if (printed === "" ? silent === MOST_SILENT : !text.startsWith(printed, at)) continue;
          put(at + printed.length, path, edit, printed === "" ? silent + 1 : 0);
        }
      }
    }
    // The one before the last is looked at again at the end.
    if (at < text.length - 1) reached[at] = undefined;
  }
  const { prompt, width } = terminal;
  // Enter behind a full row prints its last character once more.
  const full = [...(reached[text.length - 1]?.values() ?? [])].filter(
    ({ line }) => (prompt.length + line.length) % width === 0 && line.endsWith(text.slice(-1)),
  );
  return ranked([...full, ...(reached[text.length]?.values() ?? [])], past);
}

/** A line on one row that does not get shorter is printed from its first change on. */
function cannotPrint(path: Path, edit: Edit, rest: string, { width, editor }: Terminal): boolean {
  if (width !== Infinity || editor !== "readline" || path.marked !== undefined) return false;
  if (edit.marked !== undefined) return false;
  if (edit.line.length < path.line.length || rest.startsWith("\b")) return false;
  let at = 0;
  while (at < edit.line.length && path.line.charCodeAt(at) === edit.line.charCodeAt(at)) at++;
  return at < edit.line.length && edit.line.charCodeAt(at) !== rest.charCodeAt(0);
}

function after(path: Path, edit: Edit, silent: number): Path {
  const { line, cost } = edit;
  const grown = line.startsWith(path.line);
  const earlier = grown ? path.earlier : [path.line, ...path.earlier].slice(0, MOST_EARLIER);
  const { point, marked, by } = edit;
  const reached = { line, point, cost: path.cost + cost, silent, last: by, earlier };
  return marked === undefined ? reached : { ...reached, marked };
}

function ranked(paths: readonly Path[], past: Past): Explained[] {
  const least = new Map<string, number>();
  for (const path of paths) {
    const line = path.line.trimEnd();
    const known = past.recent.includes(line) ? 1 : 0;
    // Slips are mostly seen and put right, and something is typed after that.
    const slip = (hasSlip(line, past) ? 1 : 0) + (path.last === "erased" ? 1.5 : 0);
    const cost = path.cost + strangeness(path.line, past.vocabulary) + slip - known;
    if (cost < (least.get(line) ?? Infinity)) least.set(line, cost);
  }
  return [...least].map(([line, cost]) => ({ line, cost })).sort((a, b) => a.cost - b.cost);
}
