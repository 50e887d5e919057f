import { useEffect, useState } from "preact/hooks";
import type { FrameAnswer, ReplayAnswer } from "../../shared/query/Answer.ts";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import { fetchAnswer, type AskError, type Given } from "../ask/fetchAnswer.ts";
import { toAskError } from "../ask/useAnswer.ts";

export interface Replay {
  readonly form: Form | null;
  readonly frames: readonly FrameAnswer[];
  /** All of it is here, or as much as a browser should hold. */
  readonly done: boolean;
  /** There is more than is played. */
  readonly cut: boolean;
  readonly error: AskError | null;
}

/** Characters; a player holds all of it at once. */
const MOST = 8_000_000;
const NOTHING: Replay = { form: null, frames: [], done: false, cut: false, error: null };

/** A session's text, page by page. Null asks nothing yet. */
export function useReplay(given: Given | null): Replay {
  const [replay, setReplay] = useState(NOTHING);
  const key = JSON.stringify(given);
  useEffect(() => {
    if (given === null) return undefined;
    const asking = new AbortController();
    setReplay(NOTHING);
    load(given, asking.signal, setReplay).catch((failure: unknown) => {
      if (!asking.signal.aborted)
        setReplay((was) => ({ ...was, done: true, error: toAskError(failure) }));
    });
    return () => asking.abort();
  }, [key]);
  return replay;
}

async function load(
  given: Given,
  signal: AbortSignal,
  tell: (replay: Replay) => void,
): Promise<void> {
  const frames: FrameAnswer[] = [];
  let units = 0;
  let nextToken: string | undefined;
  for (;;) {
    const page = await fetchAnswer<ReplayAnswer>(
      "replay",
      { ...given, maxResults: "1000", nextToken },
      signal,
    );
    frames.push(...page.items);
    units += page.items.reduce((sum, { text }) => sum + text.length, 0);
    nextToken = page.nextToken ?? undefined;
    const cut = nextToken !== undefined && units > MOST;
    const done = nextToken === undefined || cut;
    if (!signal.aborted) tell({ form: page.form, frames: [...frames], done, cut, error: null });
    if (done) return;
  }
}
