/**
 * A run of terminal text that one reader reads: a session's, or text on a lane that belongs to no
 * session, or to one of several.
 */
export type ReadingRef =
  | { readonly kind: "session"; readonly scope: string; readonly sessionId: string }
  | {
      readonly kind: "ambiguous";
      readonly lane: string;
      readonly container: string;
      /** In byte order; two or more. */
      readonly candidates: readonly string[];
    }
  | {
      readonly kind: "unplaced";
      readonly lane: string;
      readonly container: string;
      /** UTC, `2026-11-22`: a day's text is read on its own, so that it stays bounded. */
      readonly day: string;
    };
