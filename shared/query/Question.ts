/** When something must have happened; epoch milliseconds, both ends inclusive. */
export interface TimeRange {
  readonly since: number | null;
  readonly until: number | null;
  /** The range as it was written: `7d` means another time on the next page, and the same question. */
  readonly asked: string;
}

/** How much of a list is wanted. */
export interface Page {
  readonly maxResults: number;
  readonly nextToken: string | null;
}

/** Which account and region; null where any will do. */
export interface ScopeFilter {
  readonly account: string | null;
  readonly region: string | null;
}

interface Listed extends Page, ScopeFilter {}

export type Question = Asked & {
  /** Whether secrets are to be shown. */
  readonly reveal: boolean;
};

type Asked =
  | ({ readonly ask: "endpoints" } & Listed)
  | ({
      readonly ask: "targets";
      readonly endpoint: string;
      /** `current`: leave out what an endpoint update left behind. */
      readonly generation: "current" | "all";
    } & Listed)
  | ({ readonly ask: "sessions" } & SessionFilter & TimeRange & Listed)
  | ({ readonly ask: "session"; readonly session: string } & ScopeFilter)
  | ({ readonly ask: "commands" } & CommandFilter & TimeRange & Listed)
  | ({
      readonly ask: "output";
      /** Null where the command's own ID says whose text it is. */
      readonly session: string | null;
      readonly command: string;
    } & ScopeFilter)
  | ({ readonly ask: "replay"; readonly session: string } & Listed)
  | ({ readonly ask: "doubtful"; readonly session: string | null } & SessionFilter &
      TimeRange &
      Listed)
  | ({ readonly ask: "unrecognised"; readonly endpoint: string | null } & TimeRange & Listed)
  | ({
      readonly ask: "findings";
      readonly endpoint: string | null;
      readonly session: string | null;
    } & TimeRange &
      Listed)
  | ({
      readonly ask: "gaps";
      readonly endpoint: string | null;
      readonly state: "all" | "open" | "lost" | "healed";
    } & TimeRange &
      Listed)
  | ({ readonly ask: "accesses"; readonly actor: string | null } & TimeRange & Page)
  | ({
      readonly ask: "attempts";
      readonly endpoint: string | null;
      /** A whole ARN, or part of an actor. */
      readonly actor: string | null;
    } & TimeRange &
      Listed)
  | ({ readonly ask: "coverage"; readonly endpoint: string | null } & Listed)
  | ({ readonly ask: "counts" } & SessionFilter & TimeRange & ScopeFilter);

export interface SessionFilter {
  readonly endpoint: string | null;
  readonly target: string | null;
  readonly container: string | null;
  /** A whole ARN, or part of one. */
  readonly actor: string | null;
}

export interface CommandFilter extends SessionFilter {
  readonly session: string | null;
  readonly program: string | null;
  /** Substring, after NFC and case folding. */
  readonly text: string | null;
}

export type Ask = Question["ask"];
export type QuestionOf<A extends Ask> = Extract<Question, { readonly ask: A }>;
