import { Option, type Command } from "commander";
import type { OpenArchive } from "../../shared/app/Archive.ts";
import { StoreError } from "../../shared/app/StoreError.ts";
import { rebuild, type RebuildReport } from "../../shared/app/rebuild.ts";
import { verify, type ArchiveFlaw, type VerifyReport } from "../../shared/app/verify.ts";
import { NOT_OF_EVIDENCE, OF_A_WHOLE_INDEX } from "../../shared/session/keys.ts";
import { replaceRows } from "../../shared/store/sqlite/replaceRows.ts";
import { setAside } from "../../shared/store/sqlite/setAside.ts";
import { CliError, usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { homePorts } from "../homePorts.ts";
import { laptopPorts } from "../laptopPorts.ts";
import { openArchive } from "../openArchive.ts";
import { printReport } from "../printReport.ts";
import { archiveFindingShape } from "../shapes/archiveFindingShape.ts";
import { existingStore } from "../storeFolder.ts";
import { withAws } from "../withAws.ts";
import { closing } from "../withStore.ts";
import { addTableFlags } from "./addTableFlags.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

const archiveOption = (): Option =>
  new Option("--archive <where>", "s3://BUCKET or a folder (default: the one in the store)");

/** `ssmtrail verify` and `ssmtrail rebuild`: the evidence archive against its hashes and the index. */
export function addArchive(program: Command, run: Run): void {
  const verifying = program
    .command("verify")
    .description("check the evidence archive against its hashes, and the index against it")
    .addOption(archiveOption())
    .addHelpText("after", VERIFY_HELP);
  addTableFlags(verifying);
  run(verifying, async (context, _, own) => {
    if (typeof own.table === "string") return verifyTable(context, own);
    const folder = existingStore(context.world, context.flags.store);
    const archive = await openArchive(context, folder, own.archive);
    return tellVerified(context, await check(folder, archive));
  });
  const rebuilding = program
    .command("rebuild")
    .description("make the index again from the evidence archive")
    .addOption(archiveOption())
    .option("--accept-loss", "go on although the archive is damaged or lacks what the index holds")
    .addHelpText("after", REBUILD_HELP);
  run(rebuilding, async (context, _, own) => {
    const folder = existingStore(context.world, context.flags.store);
    const archive = await openArchive(context, folder, own.archive);
    return rebuildStore(context, folder, archive, own.acceptLoss === true);
  });
}

const VERIFY_HELP = `
Findings: altered (not the bytes its name was made of), unreadable, unindexed (the index lacks it:
\`ssmtrail rebuild\`), missing (the index holds what no entry does), foreign, unfinished.
Exits 1 if there are any, 3 if there is no archive, 69 if it can't be reached.
${examplesText(["ssmtrail verify", "ssmtrail verify --archive s3://my-evidence --output json"])}`;

const REBUILD_HELP = `
The old index answers until the new one takes its place, at once and whole. Holds, tombstones and
the access journal are carried over.
${examplesText(["ssmtrail rebuild", "ssmtrail rebuild --archive s3://my-evidence --store ./again"])}`;

const check = (folder: string, archive: OpenArchive): Promise<VerifyReport> =>
  closing(laptopPorts(folder), (ports) => verify(ports, archive));

/** A deployed store's archive is its bucket: there is none to fall back on. */
async function verifyTable(
  context: Context,
  own: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const bucket = own.archiveBucket;
  const where = typeof bucket === "string" ? `s3://${bucket}` : own.archive;
  if (where === undefined)
    throw usageError("verify --table needs --archive-bucket (or --archive) to check it against");
  const archive = await openArchive(context, "", where);
  return withAws(context, async () =>
    tellVerified(
      context,
      await closing(await homePorts(context, own), (ports) => verify(ports, archive)),
    ),
  );
}

async function tellVerified(context: Context, report: VerifyReport): Promise<ExitCode> {
  const { findings, more, sound, events, records, archive } = report;
  await printReport(context, report, archiveFindingShape, findings);
  if (more > 0) context.note(`… and ${more} more findings like these`);
  context.note(
    `${sound} sound entries in ${archive}, with ${events} log events and ${records} CloudTrail records; ${findings.length + more} findings`,
  );
  return findings.length > 0 ? EXIT.wrong : EXIT.right;
}

/** What the rebuilt index would lack. */
const LOSSES: readonly ArchiveFlaw[] = ["altered", "unreadable", "missing"];

async function rebuildStore(
  context: Context,
  folder: string,
  archive: OpenArchive,
  acceptLoss: boolean,
): Promise<ExitCode> {
  const checked = await checkOrSetAside(context, folder, archive, acceptLoss);
  const lost = checked.findings.filter(({ flaw }) => LOSSES.includes(flaw));
  if (checked.sound === 0)
    throw new CliError(EXIT.unknown, `${archive.place} holds no sound entry: nothing was changed`);
  if (lost.length > 0 && !acceptLoss) {
    await printReport(context, { ...checked, findings: lost }, archiveFindingShape, lost);
    context.note(
      "nothing was changed: the index made again would lack what these hold. Put the archive right, import the evidence again, or give --accept-loss",
    );
    return EXIT.wrong;
  }
  const kept =
    lost.length === 0
      ? NOT_OF_EVIDENCE
      : NOT_OF_EVIDENCE.filter((one) => !OF_A_WHOLE_INDEX.includes(one));
  const report = await replaceRows(folder, kept, (fresh) =>
    closing(laptopPorts(fresh), (ports) => rebuild(ports, archive)),
  );
  return tellRebuilt(context, report, folder);
}

/** A database that can't be read is what rebuilding is for; it's kept, for whoever can mend it. */
async function checkOrSetAside(
  { note }: Context,
  folder: string,
  archive: OpenArchive,
  acceptLoss: boolean,
): Promise<VerifyReport> {
  try {
    return await check(folder, archive);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "corrupt") throw error;
    if (!acceptLoss)
      throw new CliError(
        EXIT.unreachable,
        `the index in ${folder} is damaged. It can be made again from ${archive.place}; holds, tombstones and the access journal can't: give --accept-loss to go on without`,
      );
    note(`the damaged index lies in ${await setAside(folder)}`);
    return check(folder, archive);
  }
}

async function tellRebuilt(
  context: Context,
  report: RebuildReport,
  folder: string,
): Promise<ExitCode> {
  const { entries, events, records, damaged } = report;
  await printReport(context, report, archiveFindingShape, damaged);
  context.note(
    `made the index in ${folder} again from ${entries} entries, with ${events} log events and ${records} CloudTrail records`,
  );
  return damaged.length > 0 ? EXIT.wrong : EXIT.right;
}
