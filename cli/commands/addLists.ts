import type { Command } from "commander";
import { isObject } from "../../shared/logs/isObject.ts";
import type { ListAnswer, Redacted } from "../../shared/query/Answer.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { askPages } from "../askPages.ts";
import { EXIT } from "../ExitCode.ts";
import { printList } from "../printList.ts";
import type { Shape } from "../render/Column.ts";
import {
  attemptShape,
  commandShape,
  doubtfulShape,
  endpointShape,
  findingShape,
  gapShape,
  sessionShape,
  unrecognisedShape,
} from "../shapes/shapes.ts";
import { accessShape } from "../shapes/accessShape.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

interface ListCommand<T> {
  readonly asked: Ask;
  readonly about: string;
  readonly shape: Shape<T>;
  readonly examples: readonly string[];
}

const endpoints: ListCommand<never> = {
  asked: "endpoints",
  about: "list the endpoints whose /ssm streams were seen",
  shape: endpointShape,
  examples: ["ssmtrail endpoints", "ssmtrail endpoints --output json --query 'items[].endpoint'"],
};

const sessions: ListCommand<never> = {
  asked: "sessions",
  about: "list sessions, newest first",
  shape: sessionShape,
  examples: [
    "ssmtrail sessions --endpoint churn-scorer --since 7d",
    "ssmtrail sessions --actor jonas --output csv --max-items all > sessions.csv",
  ],
};

const commands: ListCommand<never> = {
  asked: "commands",
  about: "list who ran what, in which container, newest first",
  shape: commandShape,
  examples: [
    "ssmtrail commands --endpoint churn-scorer --since 24h",
    "ssmtrail commands --program curl --since 2026-11-12 --until 2026-11-13",
    "ssmtrail commands --text 'rm -rf' --output jsonl --max-items all",
  ],
};

const doubtful: ListCommand<never> = {
  asked: "doubtful",
  about: "list lines that look like commands and are not counted, with the reason",
  shape: doubtfulShape,
  examples: ["ssmtrail doubtful --session SESSION", "ssmtrail doubtful --since 7d"],
};

const unrecognised: ListCommand<never> = {
  asked: "unrecognised",
  about: "list lines of /ssm streams that fit no known kind",
  shape: unrecognisedShape,
  examples: ["ssmtrail unrecognised --endpoint churn-scorer", "ssmtrail unrecognised --since 7d"],
};

const findings: ListCommand<never> = {
  asked: "findings",
  about: "list contradictions and risks; exits 1 if there are any",
  shape: findingShape,
  examples: ["ssmtrail findings --since 7d", "ssmtrail findings --endpoint churn-scorer"],
};

const gaps: ListCommand<never> = {
  asked: "gaps",
  about:
    "list what was not seen, or not in time, and what became of it; exits 1 unless all is healed",
  shape: gapShape,
  examples: ["ssmtrail gaps --since 7d", "ssmtrail gaps --state lost --output json"],
};

const accesses: ListCommand<never> = {
  asked: "accesses",
  about: "list who was told commands or text here, by what question",
  shape: accessShape,
  examples: ["ssmtrail accesses --since 30d", "ssmtrail accesses --actor maya --output csv"],
};

const attempts: ListCommand<never> = {
  asked: "attempts",
  about: "list calls to open, resume or end a session that failed or were denied",
  shape: attemptShape,
  examples: ["ssmtrail attempts --since 7d", "ssmtrail attempts --actor maya"],
};

/** The commands that list what the store answers. */
export function addLists(program: Command, run: Run): void {
  for (const list of [
    endpoints,
    sessions,
    commands,
    attempts,
    doubtful,
    unrecognised,
    findings,
    gaps,
    accesses,
  ])
    addList(program, run, list);
}

function addList<T>(program: Command, run: Run, list: ListCommand<T>): void {
  const { asked, about, shape, examples } = list;
  const command = program.command(asked).description(about);
  addQuestionFlags(command, asked, []);
  command.addHelpText("after", examplesText(examples));
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const given = givenBy(asked, own, context.flags, asked);
      let wrong = false;
      const pages = askPages<T>(ports, asked, given, context.flags);
      await printList(
        context,
        shape,
        watched(pages, (item) => (wrong ||= isWrong(asked, item))),
      );
      return wrong ? EXIT.wrong : EXIT.right;
    }),
  );
}

/** A finding is one, and so is a gap that is not healed. */
const isWrong = (asked: Ask, item: unknown): boolean =>
  asked === "findings" || (asked === "gaps" && isObject(item) && item.state !== "healed");

async function* watched<T>(
  pages: AsyncIterable<Redacted<ListAnswer<T>>>,
  see: (item: T) => void,
): AsyncGenerator<Redacted<ListAnswer<T>>> {
  for await (const page of pages) {
    for (const item of page.items) see(item);
    yield page;
  }
}
