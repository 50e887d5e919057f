// `node .ci/tally.mjs REPORT [--no-skips]`: reads jest's JSON report and prints "PASSED FAILED".
// A suite that could not be loaded counts as one failure, and so does a run of no test at all.
import { existsSync, readFileSync } from "node:fs";

const [path, ...flags] = process.argv.slice(2);
if (!existsSync(path)) {
  process.stderr.write("  jest left no report\n");
  process.stdout.write("0 1\n");
  process.exit();
}
const report = JSON.parse(readFileSync(path, "utf8"));
const cases = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const skipped = cases.filter(({ status }) => ["pending", "skipped", "todo"].includes(status));

for (const { fullName } of skipped) process.stderr.write(`  skipped: ${fullName}\n`);
const refused = flags.includes("--no-skips") ? skipped.length : 0;
const none = cases.length === 0 ? 1 : 0;
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + refused + none;
process.stdout.write(`${report.numPassedTests} ${failed}\n`);
