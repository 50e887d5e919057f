import type { NamedProblem } from "../shared/app/whole/reconcile.ts";
import { sourceAdvice } from "./sourceAdvice.ts";

const MOST_SHOWN = 10;

/** What could not be asked, and what to do about it. */
export function problemNotes(problems: readonly NamedProblem[]): string[] {
  const notes = problems
    .slice(0, MOST_SHOWN)
    .map(
      ({ what, code, message }) =>
        `not read: ${what}: ${code === "broken" ? message : sourceAdvice({ code, message })}`,
    );
  if (problems.length > MOST_SHOWN) notes.push(`… and ${problems.length - MOST_SHOWN} more`);
  return notes;
}
