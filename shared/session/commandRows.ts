import type { HeadRow } from "./headRows.ts";
import type { KeptCommand } from "./KeptCommand.ts";
import { commandSort, programPartition, programSort, readingPartition, type Key } from "./keys.ts";
import { parseLane } from "./Lane.ts";
import { formatScope } from "../target/Scope.ts";
import type { ReadingRef } from "./ReadingRef.ts";

/** What stands under a program: which command, of which reading. */
export interface ProgramPointer {
  readonly partition: string;
  readonly sort: string;
}

/** A command's row, and after it the rows that find it by program. */
export function commandRows(ref: ReadingRef, command: KeptCommand): HeadRow[] {
  const key = commandKey(ref, command);
  return [{ key, value: command }, ...programRows(ref, command)];
}

export const commandKey = (ref: ReadingRef, { at }: KeptCommand): Key<KeptCommand> => ({
  partition: readingPartition(ref),
  sort: commandSort(at.position, at.offset),
});

export function programRows(ref: ReadingRef, command: KeptCommand): HeadRow[] {
  const { partition, sort } = commandKey(ref, command);
  const scope = scopeOfReading(ref);
  const value: ProgramPointer = { partition, sort };
  return command.programs.map((program) => ({
    key: {
      partition: programPartition(scope, program),
      sort: programSort(command.at.position, command.at.offset, partition),
    },
    value,
  }));
}

export function scopeOfReading(ref: ReadingRef): string {
  if (ref.kind === "session") return ref.scope;
  const lane = parseLane(ref.lane);
  return lane === undefined ? "unknown/unknown/unknown" : formatScope(lane.scope);
}
