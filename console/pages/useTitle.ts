import { useEffect } from "preact/hooks";
import { harmless } from "../../shared/terminal/harmless.ts";

/** Names the tab; what comes from a log is made harmless and kept short. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${harmless(title.slice(0, 120))} · ssmtrail`;
  }, [title]);
}
