import type { Command } from "commander";
import type { CoverageAnswer, ListAnswer, Redacted } from "../../shared/query/Answer.ts";
import { askPages } from "../askPages.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { printList } from "../printList.ts";
import { coverageShape } from "../shapes/coverageShape.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail status`: is everything delivered and re-read? */
export function addStatus(program: Command, run: Run): void {
  const command = program
    .command("status")
    .description(
      "say of each endpoint whether it is delivered, how far it was re-read, and its gaps",
    );
  addQuestionFlags(command, "coverage", []);
  command.addHelpText("after", HELP);
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const given = givenBy("coverage", own, context.flags, "status");
      const seen: CoverageAnswer[] = [];
      const pages = askPages<CoverageAnswer>(ports, "coverage", given, context.flags);
      await printList(context, coverageShape, watched(pages, seen));
      return exitOf(seen);
    }),
  );
}

const HELP = `
Exits 0 if all is right, 1 if anything is wrong, 3 if anything could not be checked or nothing is
known: what was never looked at is unknown, not right. \`ssmtrail reconcile\` looks.
${examplesText([
  "ssmtrail status",
  "ssmtrail status --endpoint churn-scorer --output json",
  "ssmtrail status --query \"items[?verdict!='right']\"",
])}`;

async function* watched(
  pages: AsyncIterable<Redacted<ListAnswer<CoverageAnswer>>>,
  seen: CoverageAnswer[],
): AsyncGenerator<Redacted<ListAnswer<CoverageAnswer>>> {
  for await (const page of pages) {
    seen.push(...page.items);
    yield page;
  }
}

function exitOf(seen: readonly CoverageAnswer[]): ExitCode {
  if (seen.some(({ verdict }) => verdict === "wrong")) return EXIT.wrong;
  const known = seen.length > 0 && seen.every(({ verdict }) => verdict === "right");
  return known ? EXIT.right : EXIT.unknown;
}
