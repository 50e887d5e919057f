import type { Ref } from "./Facts.ts";
import type { Position } from "./Position.ts";

/** Why a command of another form is not counted: none of those that were read is the same. */
export const OTHER_FORM = "other-form";

/** When a command ran, as another form of its session's text tells it. */
export interface ToldTime {
  /** It ran after this, epoch milliseconds; null: the form does not tell. */
  readonly after: number | null;
  /** The event of the other form that it ran not after; null: the form does not tell. */
  readonly by: Position | null;
  /** False where only its neighbours were found there. */
  readonly itself: boolean;
}

/** Times of a session's commands, by their sort key: kept in one row, apart from the commands'. */
export interface ToldTimes {
  /** Key of the source that tells them. */
  readonly source: string;
  readonly times: Readonly<Record<string, ToldTime>>;
}

/** What came of comparing the text that is read with another form of it; the head carries it. */
export interface FormDigest {
  /** Key of the other source. */
  readonly source: string;
  /** Commands that both hold. */
  readonly aligned: number;
  /** Commands that only the text that is read holds. */
  readonly onlyRead: number;
  /** Commands that only the other one holds. */
  readonly onlyThere: number;
  /** Either text is longer than what is compared. */
  readonly cut: boolean;
  /** The first few commands of one form whose words the other form's whole text lacks. */
  readonly contradictions: readonly Contradiction[];
}

export interface Contradiction {
  /** Key of the source that holds the command. */
  readonly source: string;
  readonly text: string;
  readonly at: Ref;
}
