import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { begin, feed, finish, type Form, type ReadCommand } from "../../shared/terminal/Reader.ts";
import { piecesOf } from "./piecesOf.ts";

/** `predict.ts DIR FORM OUT`: what the reader alone finds in each session folder of DIR. */
const [dir = "", form = "transcript", out = "predictions.json"] = process.argv.slice(2);
const found: Record<string, unknown[]> = {};
for (const id of readdirSync(dir).filter((name) => existsSync(join(dir, name, "truth.json")))) {
  // The form is one of three words typed by a developer.
  found[id] = readSession(join(dir, id), form as Form).map(({ text, ...rest }) => ({
    command: text,
    ...rest,
  }));
}
writeFileSync(out, JSON.stringify(found));

function readSession(folder: string, form: Form): ReadCommand[] {
  const lines = gunzipSync(readFileSync(join(folder, `${form}.jsonl.gz`)))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  let state = begin(form);
  const commands: ReadCommand[] = [];
  for (const { text, mark } of piecesOf(form, lines)) {
    const step = feed(state, text, mark);
    state = step.state;
    commands.push(...step.commands);
  }
  return [...commands, ...finish(state)];
}
