import { SingleBar } from "cli-progress";
import type { Command } from "commander";
import { countOlder, reindex, type Reindexed } from "../../shared/app/reindex.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { harmless } from "../../shared/terminal/harmless.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { formatQueried } from "../render/formatQueried.ts";
import { takePart } from "../render/takePart.ts";
import { lookOf } from "../lookOf.ts";
import { withStore } from "../withStore.ts";
import { usageError } from "../CliError.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail reindex`: today's reader on the texts that an older one read. */
export function addReindex(program: Command, run: Run): void {
  const command = program
    .command("reindex")
    .description("read sessions again that an older reader read, and print what changed")
    .option("--dry-run", "print what would change, and change nothing")
    .addHelpText(
      "after",
      `\nIt may be stopped at any time: run it again to go on.\n${examplesText([
        "ssmtrail reindex --dry-run",
        "ssmtrail reindex --output jsonl > changes.jsonl",
      ])}`,
    );
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const { output } = context.flags;
      if (output === "csv" || output === "text")
        throw usageError(`reindex has no --output ${output}: take table, json or jsonl`);
      await readAgain(context, ports, own.dryRun === true);
      return EXIT.right;
    }),
  );
}

async function readAgain(context: Context, ports: Ports, dryRun: boolean): Promise<void> {
  const { flags, print, note, world } = context;
  const all: Reindexed[] = [];
  const gathered = flags.output === "json" || flags.query !== undefined;
  const bar = startBar(context, await countOlder(ports));
  let [read, changed] = [0, 0];
  try {
    for await (const one of reindex(ports, { dryRun })) {
      read++;
      bar?.increment();
      if (one.added.length + one.removed.length + one.changed.length > 0) changed++;
      if (gathered) all.push(one);
      else await print(flags.output === "jsonl" ? formatJsonLines([one]) : lines(one));
    }
  } finally {
    bar?.stop();
  }
  if (flags.query !== undefined)
    await print(formatQueried(takePart(all, flags.query), flags.output, lookOf(world, flags)));
  else if (gathered) await print(formatJson(all));
  note(
    read === 0
      ? "nothing to do: every session was read by this version's reader"
      : `${dryRun ? "would read" : "read"} ${read} session${read === 1 ? "" : "s"} again, ${changed} with other commands than before`,
  );
}

/** One reading for people. */
const lines = ({ reading, was, is, added, removed, changed }: Reindexed): string =>
  [
    `${reading}: reader ${was} → ${is}, ${added.length} added, ${removed.length} removed, ${changed.length} changed`,
    ...added.map((text) => `  + ${text}`),
    ...removed.map((text) => `  - ${text}`),
    ...changed.map(({ before, after, fields }) =>
      before === after ? `  ~ ${after} (${fields.join(", ")})` : `  ~ ${before} → ${after}`,
    ),
  ]
    .map((line) => `${harmless(line)}\n`)
    .join("");

function startBar({ world }: Context, total: number): SingleBar | undefined {
  if (world.stderr.isTTY !== true || world.stdout.isTTY === true || total === 0) return undefined;
  const bar = new SingleBar({
    format: "reading again {bar} {value} of {total} sessions, {eta_formatted} left",
    stream: world.stderr,
    hideCursor: null,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
