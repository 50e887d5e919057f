import { harmless } from "../../shared/terminal/harmless.ts";
import { shownParts } from "./shownParts.ts";

/** Longer text is cut: no page may be as long as what somebody printed. */
const MOST = 4_000;

/**
 * Text from a log: what would hide, reorder or move text is shown as an escape, and what is
 * searched for is marked.
 */
export function Shown({
  text,
  mark = "",
  most = MOST,
}: {
  readonly text: string;
  readonly mark?: string;
  readonly most?: number;
}) {
  const cut = text.length - most;
  const kept = cut > 0 ? text.slice(0, most).toWellFormed() : text;
  return (
    <bdi class="shown">
      {shownParts(kept, mark).map(({ is, text: part }, n) => {
        if (is === "escape") return <span class="escape">{harmless(part)}</span>;
        return is === "mark" ? <mark key={n}>{part}</mark> : part;
      })}
      {cut > 0 && <span class="cut"> … {cut.toLocaleString("en")} more characters</span>}
    </bdi>
  );
}
