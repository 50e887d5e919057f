import type { QuestionOf } from "../../query/Question.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import type { Described } from "./describe.ts";

/** A command on its way into an answer. */
export interface Candidate extends Described {
  readonly command: KeptCommand;
  /** Its place among all commands, as text in byte order: position, offset, reading. */
  readonly order: string;
}

export interface CandidateRequest {
  readonly question: QuestionOf<"commands">;
  readonly scopes: readonly string[];
  readonly redactor: Redactor;
  /** The order of the last row of the page before; undefined at the start. */
  readonly before: string | undefined;
  /** No upper bound lies after this; null for no end. */
  readonly latest: number | null;
}
