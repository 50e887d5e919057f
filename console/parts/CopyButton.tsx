import { useEffect, useState } from "preact/hooks";
import { harmless } from "../../shared/terminal/harmless.ts";

/** Copies `text`; `what` says of what, for people who can't see where the button stands. */
export function CopyButton({
  text,
  what,
  children,
}: {
  readonly text: string;
  readonly what: string;
  readonly children: string;
}) {
  const [done, setDone] = useState<"copied" | "could not copy" | null>(null);
  useEffect(() => {
    if (done === null) return undefined;
    const timer = setTimeout(() => setDone(null), 2_000);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setDone("copied"),
      () => setDone("could not copy"),
    );
  };
  return (
    <button
      type="button"
      class="copy secondary outline"
      aria-label={harmless(`${children}: ${what.slice(0, 200)}`)}
      onClick={copy}
    >
      <span aria-live="polite">{done ?? children}</span>
    </button>
  );
}
