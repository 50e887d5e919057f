import type { Readable } from "node:stream";
import type { Ports } from "../../shared/app/Ports.ts";
import { DocumentReader } from "./DocumentReader.ts";
import type { ImportOptions } from "./ImportOptions.ts";
import { addProblem, emptyReport, type ImportReport } from "./ImportReport.ts";
import { InputError } from "./InputError.ts";
import { Intake } from "./Intake.ts";
import { nameRead } from "./nameRead.ts";
import { readChunks } from "./readChunks.ts";

/** One file by its path, or what is piped in. */
export interface Input {
  /** As messages name it. */
  readonly name: string;
  readonly from: string | Readable;
}

/** Imports one input after the other; what can't be read is in the report, and the rest is imported. */
export async function importInputs(
  ports: Ports,
  options: ImportOptions,
  inputs: readonly Input[],
  onBytes: (bytes: number) => void,
): Promise<ImportReport> {
  const report = emptyReport();
  for (const input of inputs) {
    report.files++;
    try {
      await importInput(ports, options, input, report, onBytes);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      addProblem(report, { file: input.name, line: null, why: error.message });
    }
  }
  return report;
}

async function importInput(
  ports: Ports,
  options: ImportOptions,
  { name, from }: Input,
  report: ImportReport,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const chunks = readChunks(from, onBytes);
  const { read, held, failure } = await nameRead(from, chunks);
  const intake = new Intake(ports, options, report, name, read);
  const reader = new DocumentReader();
  let empty = true;
  try {
    for await (const chunk of joined(held, failure, chunks)) {
      empty = false;
      for (const found of reader.feed(chunk)) await intake.take(found);
    }
  } finally {
    // What came before a damaged place is evidence all the same.
    for (const found of reader.end()) await intake.take(found);
    await intake.end();
    report.notUtf8 += reader.mendedLines;
  }
  if (empty) throw new InputError("is empty: nothing to import");
}

async function* joined(
  held: readonly Buffer[],
  failure: unknown,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  yield* held;
  if (failure !== undefined) throw failure;
  yield* rest;
}
