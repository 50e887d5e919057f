import type { Command } from "commander";
import { findHead, type FoundHead } from "../../shared/app/findHead.ts";
import { hold, release, type HoldRequest } from "../../shared/app/hold.ts";
import { keepForGood } from "../../shared/app/keepForGood.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { purge } from "../../shared/app/purge.ts";
import type { OpenArchive } from "../../shared/app/Archive.ts";
import { folderArchive } from "../../shared/archive/folderArchive.ts";
import { CliError, usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { homePorts } from "../homePorts.ts";
import { archiveFolder } from "../laptopPorts.ts";
import { openArchive } from "../openArchive.ts";
import { formatJson } from "../render/formatJson.ts";
import { existingStore } from "../storeFolder.ts";
import { thisUser } from "../thisUser.ts";
import { withAws } from "../withAws.ts";
import { closing, withStore } from "../withStore.ts";
import { addTableFlags } from "./addTableFlags.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

type Doing = (
  context: Context,
  ports: Ports,
  found: FoundHead,
  request: HoldRequest,
  archive: OpenArchive | undefined,
) => Promise<ExitCode>;

interface Keeping {
  readonly name: string;
  readonly about: string;
  readonly help: string;
  readonly does: Doing;
}

const holding: Keeping = {
  name: "hold",
  about: "keep all of a session from being removed, until it is released",
  help: "",
  async does(context, ports, { head }, request) {
    const { at, by, reason } = await hold(ports, request);
    await keepForGood(ports.store, head, true);
    await tell(context, { session: request.sessionId, held: { at: iso(at), by, reason } });
    context.note(`held since ${iso(at)}: ${reason}`);
    return EXIT.right;
  },
};

const releasing: Keeping = {
  name: "release",
  about: "end the hold on a session",
  help: "",
  async does(context, ports, { head }, request) {
    const ended = await release(ports, request);
    if (ended === undefined)
      throw new CliError(
        EXIT.wrong,
        `session ${request.sessionId} is not on hold: nothing was changed`,
      );
    await keepForGood(ports.store, head, false);
    await tell(context, { session: request.sessionId, held: null });
    context.note(`released; it was held since ${iso(ended.at)}: ${ended.reason}`);
    return EXIT.right;
  },
};

const purging: Keeping = {
  name: "purge",
  about:
    "remove the text of a session for good: what its terminal printed and what was read from it",
  help: `
That the session was, whose, where and when stays, and why and by whom its text was removed. Evidence
that comes again is kept without the text. What CloudWatch Logs and files hold is not touched.
`,
  async does(context, ports, { head }, request, archive) {
    const done = await purge(ports, head, request, archive);
    if (done.is === "held")
      throw new CliError(
        EXIT.wrong,
        `session ${request.sessionId} is on hold since ${iso(done.since)} (${done.reason}): nothing was removed. \`ssmtrail release\` ends the hold`,
      );
    if (archive === undefined)
      context.note(
        "an evidence archive, if the stack has one, still holds the text: purge again with --archive-bucket",
      );
    const { at, by, reason } = done.tombstone;
    const { events, entries } = done;
    await tell(context, {
      session: request.sessionId,
      purged: { at: iso(at), by, reason },
      events,
      entries,
    });
    context.note(
      `removed the text of ${events} log events, and from ${entries} entries of the archive; the tombstone says: ${reason}`,
    );
    return EXIT.right;
  },
};

/** `ssmtrail hold`, `release` and `purge`: what becomes of a session is decided by people. */
export function addKeeping(program: Command, run: Run): void {
  for (const keeping of [holding, releasing, purging]) addOne(program, run, keeping);
}

function addOne(program: Command, run: Run, { name, about, help, does }: Keeping): void {
  const command = program
    .command(name)
    .description(about)
    .argument("<session>", "a session ID")
    .requiredOption("--reason <text>", "why; it is kept and shown")
    .addHelpText("after", help + examplesText([`ssmtrail ${name} SESSION --reason 'case 4711'`]));
  addTableFlags(command);
  run(command, (context, [asked], own) => {
    const reason = typeof own.reason === "string" ? own.reason.trim() : "";
    if (typeof asked !== "string") throw usageError(`${name} needs a session ID`);
    if (reason === "" || reason.length > MOST_REASON)
      throw usageError(`--reason: say why, in 1 to ${MOST_REASON} characters`);
    return withHome(context, own, async ({ ports, archive, who }) => {
      const found = await findHead(ports.store, context.flags, asked);
      if (typeof found === "string") throw new CliError(EXIT.unknown, found);
      const request = { scope: found.scope, sessionId: asked, by: who, reason };
      return does(context, ports, found, request, archive);
    });
  });
}

interface Home {
  readonly ports: Ports;
  readonly archive: OpenArchive | undefined;
  readonly who: string | null;
}

/** The laptop's store and archive as this user, or a deployed one's as whose credentials they are. */
async function withHome<T>(
  context: Context,
  own: Readonly<Record<string, unknown>>,
  work: (home: Home) => Promise<T>,
): Promise<T> {
  if (typeof own.table !== "string")
    return withStore(context, (ports) => {
      const archive = folderArchive(
        archiveFolder(existingStore(context.world, context.flags.store)),
      );
      return work({ ports, archive, who: thisUser("cli").who });
    });
  const bucket = own.archiveBucket;
  const archive =
    typeof bucket === "string" ? await openArchive(context, "", `s3://${bucket}`) : undefined;
  return withAws(context, async ({ arn }) =>
    closing(await homePorts(context, own), (ports) => work({ ports, archive, who: arn })),
  );
}

const MOST_REASON = 500;

const iso = (at: number): string => new Date(at).toISOString();

async function tell({ flags, print }: Context, told: object): Promise<void> {
  if (flags.output === "json" || flags.output === "jsonl") await print(formatJson(told));
}
