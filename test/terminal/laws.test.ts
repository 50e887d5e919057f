import * as fc from "fast-check";
import { begin, dump, feed, finish, restore, type Form } from "../../shared/terminal/Reader.ts";
import { fold, readAll, withoutPlaces } from "./readAll.ts";
import { cutsOf, hostileText, terminalText } from "./terminalText.ts";

const FORMS: readonly Form[] = ["transcript", "prefixed", "streamed"];
const RUNS = { numRuns: Number(process.env["FUZZ_RUNS"] ?? 400) };

describe.each(FORMS)("the reader of a %s", (form) => {
  test("finds the same commands however the text is split", () => {
    fc.assert(
      fc.property(cutsOf(terminalText), (pieces) => {
        const whole = withoutPlaces(readAll(form, [pieces.join("")]));
        expect(withoutPlaces(readAll(form, pieces))).toEqual(whole);
      }),
      RUNS,
    );
  });

  test("finds the same commands where each character comes alone", () => {
    fc.assert(
      fc.property(terminalText, (text) => {
        const whole = withoutPlaces(readAll(form, [text]));
        expect(withoutPlaces(readAll(form, text.split("")))).toEqual(whole);
      }),
      RUNS,
    );
  });

  test("ends in the same state however the text is split, but for marks", () => {
    fc.assert(
      fc.property(cutsOf(terminalText), (pieces) => {
        const places = /"segments":\[[^\]]*\]|"(?:mark|offset)":("[^"]*"|\d+)/g;
        const whole = dump(fold(form, [pieces.join("")]).state).replace(places, "");
        expect(dump(fold(form, pieces).state).replace(places, "")).toBe(whole);
      }),
      RUNS,
    );
  });

  test("gives each command a place of its own", () => {
    fc.assert(
      fc.property(cutsOf(terminalText), (pieces) => {
        const places = readAll(form, pieces).map(({ enter }) => `${enter.mark} ${enter.offset}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      RUNS,
    );
  });

  test("goes on from a dumped state as from the state itself", () => {
    fc.assert(
      fc.property(terminalText, terminalText, (first, second) => {
        const { state } = feed(begin(form), first, "a");
        const again = restore(dump(state));
        expect(dump(again)).toBe(dump(state));
        const [one, other] = [feed(state, second, "b"), feed(again, second, "b")];
        expect(other.commands).toEqual(one.commands);
        expect(finish(other.state)).toEqual(finish(one.state));
      }),
      RUNS,
    );
  });

  test("leaves the state it was given alone", () => {
    fc.assert(
      fc.property(terminalText, terminalText, (first, second) => {
        const { state } = feed(begin(form), first, "a");
        const before = dump(state);
        feed(state, second, "b");
        finish(state);
        expect(dump(state)).toBe(before);
      }),
      RUNS,
    );
  });

  test("never throws, and keeps its state bounded", () => {
    fc.assert(
      fc.property(cutsOf(hostileText), (pieces) => {
        const { state } = fold(form, pieces);
        finish(state);
        expect(dump(state).length).toBeLessThan(1_000_000);
      }),
      RUNS,
    );
  });
});
