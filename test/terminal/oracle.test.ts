import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { Grid } from "../../shared/terminal/Grid.ts";
import { readExamples } from "../recorder/readExamples.ts";
import { piecesOf } from "../score/piecesOf.ts";
import { sessionFolders } from "../score/Truth.ts";
import { withoutEmpty, xtermScreen, type Screen } from "./xtermScreen.ts";

const RUNS = { numRuns: Number(process.env["FC_RUNS"] ?? 200) };

interface OurScreen extends Screen {
  readonly strain: number;
}

function gridScreen(text: string, width: number): OurScreen {
  const grid = new Grid(width);
  grid.write(text);
  const rows = grid.rows.map((_, row) => grid.textOf(row).trimEnd());
  return { rows: withoutEmpty(rows), row: grid.row, column: grid.column, strain: grid.strain };
}

/** Compares the two screens, unless the text leaves what a grid of an edited line has. */
async function compare(text: string, width: number): Promise<boolean> {
  const { strain, ...ours } = gridScreen(text, width);
  // Above its first row the grid has nothing: such a line was drawn at another width.
  if (strain > 0 || erasesBehindFullRow(text, width)) return false;
  expect({ text, width, ...ours }).toEqual({ text, width, ...(await xtermScreen(text, width)) });
  return true;
}

/**
 * Where a wrap is pending, EL and ED erase the last cell in xterm, and readline counts on that;
 * xterm.js keeps it.
 */
function erasesBehindFullRow(text: string, width: number): boolean {
  for (const { index } of text.matchAll(/\x1b\[[012]?[KJ]/g)) {
    const grid = new Grid(width);
    grid.write(text.slice(0, index));
    if (grid.column === width) return true;
  }
  return false;
}

const csi = (final: string, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((n) => `\x1b[${n === 0 ? "" : n}${final}`);

/** What line editors print: text, moves, insertion and deletion, erasing, colours and titles. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[ -~]{1,12}$/) },
  { weight: 1, arbitrary: fc.constantFrom("é", "e\u0301", "→") },
  {
    weight: 3,
    arbitrary: fc.constantFrom("\b", "\b\b\b", "\b \b", "\r", "\n", "\r\n", "\t", "\x07"),
  },
  { weight: 4, arbitrary: fc.oneof(...["C", "D", "A", "B", "G"].map((final) => csi(final, 9))) },
  { weight: 4, arbitrary: fc.oneof(...["P", "@", "X"].map((final) => csi(final, 5))) },
  { weight: 2, arbitrary: fc.constantFrom("\x1b[K", "\x1b[0K", "\x1b[1K", "\x1b[2K", "\x1b[J") },
  { weight: 1, arbitrary: fc.constantFrom("\x1b]0;title\x07", "\x1b[7m", "\x1b[m", "\x1b(B") },
);

const width = fc.integer({ min: 2, max: 40 });

describe("our screen shows what xterm.js shows", () => {
  test("of whatever a line editor prints", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), width, async (steps, columns) => {
        if (await compare(steps.join(""), columns)) compared++;
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(RUNS.numRuns / 10);
  });

  test("of wide characters, while they are only typed", async () => {
    // Units of two columns on an even width: xterm.js also blanks the cell before one that does not fit.
    const unit = fc.constantFrom("漢", "한", "ab", "é ", "\r\n");
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 60 }), width, async (units, columns) => {
        expect(await compare(units.join(""), 2 * columns)).toBe(true);
      }),
      RUNS,
    );
  });

  test("of the edited lines of the project's own recordings", async () => {
    const { messages } = readExamples(join(process.cwd(), "examples"));
    const texts = messages
      .filter(({ logGroup }) => logGroup === "/ssm/session-logs")
      .map(({ logEvents }) => logEvents.map(({ message }) => message).join(""));
    expect(await compareLines(texts.join("\n"), 100)).toBeGreaterThan(25);
  });

  const beside = ["corpus", "casts"].map((set) => join("..", "shared", set)).filter(existsSync);
  (beside.length === 0 ? test.skip : test)(
    "of the edited lines of recordings in ../shared (skipped where it is not here)",
    async () => {
      let compared = 0;
      for (const set of beside)
        for (const id of sessionFolders(set)) {
          const meta = JSON.parse(readFileSync(join(set, id, "meta.json"), "utf8")) as Meta;
          const resized = (meta.resizes ?? []).length > 0;
          if (resized || meta.width === undefined || meta.width < 2) continue;
          compared += await compareLines(transcriptOf(join(set, id)), meta.width);
        }
      expect(compared).toBeGreaterThan(500);
    },
  );
});

interface Meta {
  readonly width?: number;
  readonly resizes?: readonly unknown[];
}

/** What stands between the fences of readline, where the line began at the margin. */
async function compareLines(text: string, columns: number): Promise<number> {
  let compared = 0;
  for (const [, line = ""] of text.matchAll(
    /[\n\r]\x1b\[\?2004h((?!\x1b\[\?2004)[^]*?)\x1b\[\?2004l/g,
  )) {
    // Clearing the screen begins the grid anew; wide characters differ (see above); xterm.js does
    // not know the title of screen and tmux (ESC k).
    if (/\x1bk|\x1b\[(?:[\d;]*H|[23]J)|[\u1100-\uffff]/.test(line)) continue;
    if (await compare(line, columns)) compared++;
  }
  return compared;
}

function transcriptOf(folder: string): string {
  const lines = gunzipSync(readFileSync(join(folder, "transcript.jsonl.gz"))).toString("utf8");
  const messages = lines.split("\n").filter((line) => line !== "");
  return piecesOf("transcript", messages)
    .map(({ text }) => text)
    .join("");
}
