// `npm run --silent score -- DIR [--form FORM] [--json] [--predictions FILE]`: how well commands are
// read from the recorded sessions of DIR, through the ingest and the questions of production.
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import { renderScore } from "./renderScore.ts";
import { reportOf } from "./reportOf.ts";
import { scoreCorpus, type CorpusScore } from "./scoreCorpus.ts";
import { sessionFolders } from "./Truth.ts";

const FORMS = ["transcript", "streamed", "prefixed"] as const satisfies readonly Form[];
const USAGE =
  "npm run --silent score -- DIR [--form transcript|streamed|prefixed] [--json] [--predictions FILE]";

interface Wanted {
  readonly corpus: string;
  readonly forms: readonly Form[];
  readonly json: boolean;
  readonly predictions: string | undefined;
}

/** What was asked for, or what is wrong with it. */
function wantedOf(args: readonly string[]): Wanted | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        form: { type: "string" },
        json: { type: "boolean", default: false },
        predictions: { type: "string" },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { positionals, values } = parsed;
  const [corpus, more] = positionals;
  if (corpus === undefined || more !== undefined) return "give one folder of recorded sessions";
  if (!existsSync(corpus)) return `${corpus}: no such folder`;
  if (sessionFolders(corpus).length === 0) return `${corpus}: no folder in it holds a truth.json`;
  const forms = FORMS.filter((form) => values.form === undefined || values.form === form);
  if (forms.length === 0) return `--form ${values.form}: one of ${FORMS.join(", ")}`;
  if (values.predictions !== undefined && forms.length > 1)
    return "--predictions FILE holds one form: say which with --form";
  return { corpus, forms, json: values.json, predictions: values.predictions };
}

const wanted = wantedOf(process.argv.slice(2));
if (typeof wanted === "string") {
  console.error(`score: ${wanted}\nusage: ${USAGE}`);
  process.exitCode = 2;
} else {
  const scored: CorpusScore[] = [];
  for (const form of wanted.forms) scored.push(await scoreCorpus(wanted.corpus, form));
  const [first] = scored;
  if (wanted.predictions !== undefined && first !== undefined)
    writeFileSync(wanted.predictions, `${JSON.stringify(first.predictions, null, 1)}\n`);
  const reports = scored.map(reportOf);
  console.log(wanted.json ? JSON.stringify(reports, null, 1) : reports.map(renderScore).join("\n"));
}
