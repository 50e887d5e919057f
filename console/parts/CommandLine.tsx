import { CopyButton } from "./CopyButton.tsx";
import { quoted } from "./commandWords.ts";
import { Shown } from "./Shown.tsx";

/** The same question on the command line. */
export function CommandLine({ words }: { readonly words: readonly string[] }) {
  const line = words.map(quoted).join(" ");
  return (
    <p class="command-line">
      <span>The same in a terminal:</span>{" "}
      <code>
        <Shown text={line} />
      </code>{" "}
      <CopyButton text={line} what={line.slice(0, 200)}>
        copy
      </CopyButton>
    </p>
  );
}
