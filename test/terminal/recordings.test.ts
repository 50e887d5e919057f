import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { dump, type Form } from "../../shared/terminal/Reader.ts";
import { piecesOf } from "../score/piecesOf.ts";
import { fold, readAll, withoutPlaces } from "./readAll.ts";

const SETS = [join("..", "shared", "corpus"), join("..", "shared", "casts")];
const FORMS: readonly Form[] = ["transcript", "prefixed", "streamed"];
const present = SETS.filter((folder) => existsSync(folder));

if (present.length === 0) {
  test.skip("recordings: ../shared is not here, so nothing is read", () => {});
}

for (const folder of present)
  describe(`recordings in ${folder}`, () => {
    const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, "truth.json")));

    test.each(FORMS)("%s: the same however it is split, and small to keep", (form) => {
      for (const id of ids) {
        const whole = textsOf(folder, id, form);
        if (whole.join("").length > 300_000) continue;
        const halves = whole.flatMap((text) => [
          text.slice(0, text.length >> 1),
          text.slice(text.length >> 1),
        ]);
        expect({ id, commands: withoutPlaces(readAll(form, halves)) }).toEqual({
          id,
          commands: withoutPlaces(readAll(form, whole)),
        });
      }
    });

    test("the state between two lines is mostly under 4 KB", () => {
      const sizes = ids.map((id) =>
        dump(fold("transcript", textsOf(folder, id, "transcript")).state),
      );
      const small = sizes.filter((size) => size.length <= 4_096);
      expect(small.length / sizes.length).toBeGreaterThan(0.95);
    });
  });

function textsOf(folder: string, id: string, form: Form): string[] {
  const packed = readFileSync(join(folder, id, `${form}.jsonl.gz`));
  const lines = gunzipSync(packed).toString("utf8").split("\n");
  return piecesOf(
    form,
    lines.filter((line) => line !== ""),
  ).map(({ text }) => text);
}
