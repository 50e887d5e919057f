import type { ListAnswer, Missing } from "../shared/query/Answer.ts";

/** What people should know of a list beside its items. */
export function missingNotes(page: Omit<ListAnswer<unknown>, "items">): string[] {
  const notes = [...lackNotes(page.missing)];
  const { examined, nextToken } = page;
  if (examined !== undefined && nextToken !== null)
    notes.push(
      `looked at ${examined.commands} commands${examined.backTo === null ? "" : `, back to ${examined.backTo}`}`,
    );
  if (nextToken !== null)
    notes.push(`more remains: repeat with --starting-token ${nextToken} (or with --max-items all)`);
  return notes;
}

export function lackNotes({ catchingUp, withheldSessions, completeUpTo }: Missing): string[] {
  const notes: string[] = [];
  if (catchingUp.length > 0)
    notes.push(
      `catching up: the commands of ${catchingUp.length === 1 ? "one session lag" : `${catchingUp.length} sessions lag`} behind the evidence (${catchingUp.slice(0, 3).join(", ")}${catchingUp.length > 3 ? ", …" : ""})`,
    );
  if (withheldSessions > 0)
    notes.push(
      `withheld: ${withheldSessions}${withheldSessions >= 100 ? " or more" : ""} session(s) that nothing says are SageMaker's`,
    );
  if (completeUpTo === null)
    notes.push(
      "completeness: never re-read (no reconcile yet), so more may have happened than is held",
    );
  return notes;
}
