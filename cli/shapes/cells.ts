import type {
  ActorAnswer,
  CommandAnswer,
  DoubtfulAnswer,
  PlaceAnswer,
} from "../../shared/query/Answer.ts";
import type { Column, Tone } from "../render/Column.ts";

/** `2026-11-12 09:14:08`, UTC. */
export const timeCell = (iso: string | null): string =>
  iso === null ? "unknown" : iso.slice(0, 19).replace("T", " ");

/** The grade, then whom the evidence names: a long name is cut at its end. */
export const whoCell = (answer: ActorAnswer): string =>
  answer.actor === null ? actorCell(answer) : `${answer.attribution}: ${actorCell(answer)}`;

/** Whom the evidence names, as a person would say it; a name of the session ID alone with a `?`. */
export const actorCell = ({ actor, name, candidates }: ActorAnswer): string => {
  if (actor !== null) return name ?? shortArn(actor);
  if (candidates.length > 0) return `one of ${candidates.map(shortArn).join(", ")}`;
  return name === null ? "unknown" : `${name}?`;
};

/** What follows an ARN's last `:` names the actor within the account. */
const shortArn = (arn: string): string => arn.replace(/^arn:.*:(assumed-role\/)?/, "");

export const placeColumn: Column<PlaceAnswer> = {
  title: "account/region",
  cell: ({ account, region }) => `${account}/${region}`,
  whole: "wrapped",
};

/** Another form's command says which form. */
export const doubtCell = ({ reason, form }: Pick<DoubtfulAnswer, "reason" | "form">): string =>
  reason === "other-form" ? `only in ${form ?? "another form"}` : reason;

type Graded = Pick<CommandAnswer, "confidence" | "link" | "attribution" | "weakest">;

/** The weakest grade first, then the other two. */
export function trustCell({ confidence, link, attribution, weakest }: Graded): string {
  const grades = [`confidence ${confidence}`, `link ${link}`, `attribution ${attribution}`];
  const others = grades.filter((grade) => grade !== weakest).map((grade) => grade.split(" ")[1]);
  return `${weakest.split(" ")[1] ?? ""} (${others.join(", ")})`;
}

const TONES: Readonly<Record<string, Tone>> = {
  proven: "good",
  keyed: "good",
  high: "good",
  claimed: "weak",
  reported: "weak",
  inferred: "weak",
  medium: "weak",
  unknown: "bad",
  none: "bad",
  ambiguous: "bad",
  low: "bad",
};

export const gradeTone = (grade: string): Tone | undefined => TONES[grade.split(" ").at(-1) ?? ""];
