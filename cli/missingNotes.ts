import type {
  CompleteUpTo,
  GapAnswer,
  ListAnswer,
  Missing,
  Redacted,
  RedactionAnswer,
} from "../shared/query/Answer.ts";

/** What people should know of a list beside its items. */
export function missingNotes(page: Omit<Redacted<ListAnswer<unknown>>, "items">): string[] {
  const notes = [...redactionNotes(page.redaction), ...lackNotes(page.missing)];
  const { examined, nextToken, folded = 0 } = page;
  if (folded > 0)
    notes.push(
      `folded away: ${folded} target${folded === 1 ? "" : "s"} that an endpoint update left behind (--all lists them too)`,
    );
  if (examined !== undefined && nextToken !== null)
    notes.push(
      `looked at ${examined.commands} commands${examined.backTo === null ? "" : `, back to ${examined.backTo}`}`,
    );
  if (nextToken !== null)
    notes.push(`more remains: repeat with --starting-token ${nextToken} (or with --max-items all)`);
  return notes;
}

export function lackNotes(missing: Missing): string[] {
  const { catchingUp, withheldSessions, foreignSessions, withoutTranscript, gaps, moreGaps } =
    missing;
  const notes: string[] = [];
  if (catchingUp.length > 0)
    notes.push(
      `catching up: the commands of ${catchingUp.length === 1 ? "one session lag" : `${catchingUp.length} sessions lag`} behind the evidence (${some(catchingUp)})`,
    );
  if (withheldSessions > 0)
    notes.push(
      `withheld: ${withheldSessions}${withheldSessions >= 100 ? " or more" : ""} session(s) that nothing says are SageMaker's`,
    );
  if (foreignSessions > 0)
    notes.push(
      `left out: ${foreignSessions}${foreignSessions >= 100 ? " or more" : ""} session(s) that CloudTrail or DescribeSessions give to another target`,
    );
  if (withoutTranscript.length > 0)
    notes.push(
      `no transcript, or a cut one: ${withoutTranscript.length} session(s) (${some(withoutTranscript)}); \`ssmtrail findings\` says why`,
    );
  if (gaps.length > 0)
    notes.push(
      `gaps: ${moreGaps ? "more than " : ""}${gaps.length} not healed (${gaps.slice(0, 2).map(gapNote).join("; ")}${gaps.length > 2 ? "; …" : ""}); \`ssmtrail gaps\` lists them`,
    );
  notes.push(completenessNote(missing.completeUpTo));
  return notes;
}

const some = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;

const gapNote = ({ kind, state, from, to }: GapAnswer): string =>
  `${kind}, ${state}, ${from} to ${to ?? "now"}`;

const completenessNote = (upTo: CompleteUpTo | null): string =>
  upTo === null
    ? "completeness: unknown (the log groups were not all re-read), so more may have happened than is held"
    : `complete up to ${upTo.eventTime}: at ${upTo.asOf} a re-read held nothing that is lacking here (late events last looked for at ${upTo.lateAsOf})`;

export const redactionNotes = ({ redacted, secrets }: RedactionAnswer): string[] =>
  redacted
    ? secrets === 0
      ? []
      : [
          `redacted: ${secrets === 1 ? "one secret is" : `${secrets} secrets are`} hidden, equal ones alike; --reveal shows them`,
        ]
    : ["revealed: secrets are shown as they are"];
