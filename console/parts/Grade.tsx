/** The words of the three grades, each with what it rests on. */
const MEANING: Readonly<Record<string, string>> = {
  proven: "CloudTrail names this actor for the same session ID",
  reported: "DescribeSessions names this owner",
  claimed: "something that passed through the container says so: no proof",
  unknown: "nothing says who it was, or two owners are claimed",
  keyed: "the text lies in the session's own stream or record",
  inferred: "by time: only this session was open in the container",
  ambiguous: "several sessions were open then; all are listed",
  none: "no session was open then that we know of",
  high: "surely a command",
  medium: "most likely a command, perhaps not to the letter",
  low: "likely printed text rather than a command",
};

const STRENGTH: Readonly<Record<string, "strong" | "middling" | "weak">> = {
  proven: "strong",
  keyed: "strong",
  high: "strong",
  reported: "middling",
  inferred: "middling",
  medium: "middling",
};

/** A grade as a word with its meaning; the colour repeats what the word says. */
export function Grade({ grade, reason }: { readonly grade: string; readonly reason?: string }) {
  const meaning = [MEANING[grade], reason].filter((part) => part !== undefined && part !== "");
  return (
    <span class={`grade ${STRENGTH[grade] ?? "weak"}`} title={meaning.join("; ")}>
      {grade}
    </span>
  );
}

export const meaningOf = (grade: string): string => MEANING[grade] ?? "";
