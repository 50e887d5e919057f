import type { Missing } from "../../shared/query/Answer.ts";
import { Shown } from "./Shown.tsx";
import { atText } from "./time.ts";

/** What a list is known not to hold. Silence would say that all of it is there. */
export function MissingNote({ missing }: { readonly missing: Missing | null }) {
  if (missing === null) return null;
  const { catchingUp, withheldSessions, foreignSessions, completeUpTo, gaps, moreGaps } = missing;
  const { withoutTranscript } = missing;
  return (
    <ul class="missing" aria-label="Is that all of it?">
      <li>
        {completeUpTo === null
          ? "Completeness is unknown: the log groups were not all read again, so more may have happened."
          : `Complete up to ${atText(completeUpTo.eventTime)}: at ${atText(completeUpTo.asOf)} a re-read held nothing that is lacking here (late events last looked for at ${atText(completeUpTo.lateAsOf)}).`}
      </li>
      {gaps.map((gap) => (
        <li key={`${gap.from} ${gap.kind} ${gap.logStream ?? ""}`}>
          Gap, {gap.state}: {gap.kind}, {atText(gap.from)} to{" "}
          {gap.to === null ? "now" : atText(gap.to)} <Shown text={gap.detail} />
        </li>
      ))}
      {moreGaps && <li>There are more gaps than are listed here.</li>}
      {withoutTranscript.length > 0 && (
        <li>
          No transcript, or a cut one: <Shown text={some(withoutTranscript)} />
        </li>
      )}
      {catchingUp.length > 0 && (
        <li>
          Still being read, so rows may be missing or old: <Shown text={some(catchingUp)} />
        </li>
      )}
      {withheldSessions > 0 && (
        <li>{atLeast(withheldSessions)} withheld: nothing says that they are SageMaker's.</li>
      )}
      {foreignSessions > 0 && (
        <li>{atLeast(foreignSessions)} left out: the service gives them to another target.</li>
      )}
    </ul>
  );
}

const some = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;

/** A hundred stands for more too. */
const atLeast = (count: number): string =>
  count >= 100
    ? "At least 100 sessions are"
    : count === 1
      ? "1 session is"
      : `${count} sessions are`;
