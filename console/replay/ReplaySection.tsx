import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CommandAnswer } from "../../shared/query/Answer.ts";
import type { Given } from "../ask/fetchAnswer.ts";
import { CommandLine } from "../parts/CommandLine.tsx";
import { Empty, Refused, Waiting } from "../parts/Notice.tsx";
import { castOf, timesOf, type Cast } from "./Cast.ts";
import { useReplay } from "./useReplay.ts";

type Player = import("asciinema-player").Player;

/** Plays a session again; `chosen` is the ID of the command to jump to. */
export function ReplaySection({
  session,
  given,
  commands,
  chosen,
}: {
  readonly session: string;
  readonly given: Given;
  readonly commands: readonly CommandAnswer[];
  readonly chosen: string;
}) {
  const [wanted, setWanted] = useState(false);
  const replay = useReplay(wanted ? given : null);
  const cast = useMemo(() => {
    if (!replay.done || replay.frames.length === 0) return null;
    const known = new Map(commands.map((command) => [command.id, command]));
    return castOf({ title: session, form: replay.form, frames: replay.frames, commands: known });
  }, [replay, commands, session]);
  return (
    <section aria-labelledby="replay-heading">
      <h2 id="replay-heading">Replay</h2>
      {!wanted && (
        <button type="button" onClick={() => setWanted(true)}>
          Load the replay
        </button>
      )}
      {wanted && !replay.done && <Waiting what="the session's text" />}
      {replay.error !== null && <Refused error={replay.error} />}
      {replay.done && replay.error === null && replay.frames.length === 0 && (
        <Empty>No text of this session is held.</Empty>
      )}
      {cast !== null && (
        <>
          <p class="hint">
            {FORM_NOTES[replay.form ?? "none"]} Times are those of log events, not of keystrokes;
            the window&apos;s size is not recorded.
            {replay.cut && " Only the beginning is played: the text is too long for a browser."}
          </p>
          <PlayerFrame cast={cast} chosen={chosen} />
        </>
      )}
      <CommandLine words={["ssmtrail", "replay", session]} />
    </section>
  );
}

const FORM_NOTES: Readonly<Record<string, string>> = {
  transcript: "All bytes that the terminal got.",
  streamed: "The agent took out most control sequences: full screens look broken.",
  prefixed: "Lines as the endpoint's stream carried them.",
  none: "",
};

function PlayerFrame({ cast, chosen }: { readonly cast: Cast; readonly chosen: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [player, setPlayer] = useState<Player | null>(null);
  const [text, setText] = useState("");
  const [found, setFound] = useState(0);
  useEffect(() => {
    let made: Player | null = null;
    let left = false;
    const load = async (): Promise<void> => {
      const { create } = await import("asciinema-player");
      if (left || frame.current === null) return;
      made = create({ data: cast.data }, frame.current, {
        preload: true,
        fit: "width",
        idleTimeLimit: 2,
        terminalFontFamily: "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
      });
      setPlayer(made);
    };
    void load();
    return () => {
      left = true;
      made?.dispose();
      setPlayer(null);
    };
  }, [cast]);
  useEffect(() => {
    const marker = cast.marked.indexOf(chosen);
    if (player !== null && marker >= 0) void player.seek({ marker });
  }, [player, chosen, cast]);
  const times = useMemo(() => timesOf(cast, text), [cast, text]);
  const jump = (n: number): void => {
    const at = times[(n + times.length) % times.length];
    if (player === null || at === undefined) return;
    setFound((n + times.length) % times.length);
    void player.seek(at);
  };
  return (
    <>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          jump(found + 1);
        }}
      >
        <label>
          Find in the replay
          <input
            type="search"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setFound(-1);
            }}
          />
        </label>
        <button type="submit" class="secondary outline" disabled={times.length === 0}>
          Next of {times.length}
        </button>
      </form>
      <div class="player" ref={frame} />
    </>
  );
}
