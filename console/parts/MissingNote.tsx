import type { Missing } from "../../shared/query/Answer.ts";

/** What a list is known not to hold. Silence would say that all of it is there. */
export function MissingNote({ missing }: { readonly missing: Missing | null }) {
  if (missing === null) return null;
  const { catchingUp, withheldSessions, completeUpTo } = missing;
  return (
    <ul class="missing" aria-label="Is that all of it?">
      {completeUpTo === null && (
        <li>
          Completeness is unknown: the sources were never read again, so more may have happened.
        </li>
      )}
      {catchingUp.length > 0 && (
        <li>
          {catchingUp.length} {catchingUp.length === 1 ? "session is" : "sessions are"} still being
          read: rows may be missing or old.
        </li>
      )}
      {withheldSessions > 0 && (
        <li>
          {withheldSessions >= 100 ? "At least 100" : withheldSessions} sessions are withheld:
          nothing says that they are SageMaker's.
        </li>
      )}
    </ul>
  );
}
