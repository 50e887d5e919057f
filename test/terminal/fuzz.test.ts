import * as fc from "fast-check";
import { begin, dump, feed, finish, restore, type Form } from "../../shared/terminal/Reader.ts";
import { countSteps } from "./countSteps.ts";
import { hostileText, piecesAt, terminalText } from "./terminalText.ts";

const { FUZZ_RUNS, FC_SEED, FC_PATH } = process.env;
/** `npm run fuzz` takes a third of a million a form, CI seven thousand. */
const PARAMETERS = {
  numRuns: Number(FUZZ_RUNS ?? 300),
  ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }),
  ...(FC_PATH === undefined ? {} : { path: FC_PATH }),
};

/**
 * A line that needs a width is drawn again at up to 300 widths (`fitGrid`), each at a few steps a
 * character. Streamed, the edits that may lie behind a line are tried, as many as `decodeStripped`
 * allows for its length, each at a few steps.
 */
const BOUNDS: Readonly<Record<Form, { readonly each: number; readonly least: number }>> = {
  transcript: { each: 4_000, least: 20_000 },
  prefixed: { each: 4_000, least: 20_000 },
  streamed: { each: 15_000, least: 300_000 },
};

const text = fc
  .array(fc.oneof(terminalText, hostileText), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""));
const cuts = fc.array(fc.nat(), { maxLength: 3 });

const FORMS: readonly Form[] = ["transcript", "prefixed", "streamed"];

describe.each(FORMS)("any text as %s", (form) => {
  test("is read without an error, within bounded steps, on from any dumped state", () => {
    fc.assert(
      fc.property(text, cuts, (whole, at) => {
        const pieces = piecesAt(whole, at);
        const read = (again: boolean): string => {
          let state = begin(form);
          const told: unknown[] = [];
          for (const [n, piece] of pieces.entries()) {
            const step = feed(again ? restore(dump(state)) : state, piece, `e${n}`);
            state = step.state;
            told.push(step.commands, step.doubtful);
          }
          return JSON.stringify([told, finish(state), dump(state)]);
        };
        let plain = "";
        const { steps, exploded } = countSteps(() => (plain = read(false)));
        expect(exploded).toEqual([]);
        expect(steps).toBeLessThan(BOUNDS[form].least + BOUNDS[form].each * whole.length);
        expect(read(true)).toBe(plain);
      }),
      PARAMETERS,
    );
  });
});
