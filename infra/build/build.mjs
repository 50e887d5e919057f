// `npm run build`: dist/functions/<name>/index.mjs for Lambda and dist/cli/ssmtrail.mjs for people.
// `--functions DIR --out DIR` bundles another folder's handlers the same way (the tests' fixtures).
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkBudget, checkConsole } from "./budget.mjs";
import { bundleCli, bundleConsole, bundleFunction, listFunctions, removeStale } from "./bundle.mjs";

const { values } = parseArgs({
  options: {
    functions: { type: "string" },
    out: { type: "string" },
    "budget-kb": { type: "string" },
  },
});
const out = values.out ?? "dist";
const cli = values.functions === undefined ? "cli/ssmtrail.ts" : undefined;

const functions = await listFunctions(values.functions ?? "functions");
const present = functions.filter(({ exists }) => exists);
await removeStale(join(out, "functions"), new Set(present.map(({ name }) => name)));
// esbuild itself prints what is wrong, file and line; one broken function doesn't hide the others.
const built = await Promise.allSettled(
  present.map((each) => bundleFunction(each, join(out, "functions"))),
);
const bundles = built.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
if (cli !== undefined) await bundleCli(cli, join(out, "cli", "ssmtrail.mjs"));
const pages = cli === undefined ? [] : await bundleConsole("console", join(out, "console"));

const budgetKb = values["budget-kb"] === undefined ? undefined : Number(values["budget-kb"]);
const { over, table } = checkBudget(bundles, budgetKb);
console.log(table);
const { line, over: heavy } = checkConsole(pages);
if (pages.length > 0) console.log(line);
for (const { entry, exists } of functions) if (!exists) console.error(`build: no ${entry}`);
for (const name of over) console.error(`build: the bundle of ${name} is over its size budget`);
if (heavy) console.error("build: the console is over its size budget");
process.exitCode = heavy || over.length > 0 || bundles.length < functions.length ? 1 : 0;
