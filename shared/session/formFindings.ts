import type { Finding } from "./Finding.ts";
import type { FormDigest } from "./FormsCompared.ts";
import { compare } from "./Position.ts";

/** One form of a session's text holds commands of which another form knows no word. */
export function formFindings(
  scope: string,
  sessionId: string,
  endpoint: string | null,
  forms: readonly FormDigest[],
): Finding[] {
  return forms.flatMap(({ source: beside, contradictions }): Finding[] => {
    const [first] = [...contradictions].sort((a, b) => compare(a.at.position, b.at.position));
    if (first === undefined) return [];
    const detail = contradictions.map(({ source, text }) => {
      const lacking = source === beside ? "transcript" : formOfKey(beside);
      return `only ${formOfKey(source)}, not ${lacking}: ${text}`;
    });
    return [{ kind: "forms-disagree", scope, endpoint, sessionId, detail, at: first.at }];
  });
}

const formOfKey = (key: string): string => key.split("|")[0] ?? "";
