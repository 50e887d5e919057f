import { useEffect, useRef } from "preact/hooks";
import type { CommandAnswer } from "../../shared/query/Answer.ts";
import { actorName } from "./actorName.ts";
import { Grade } from "./Grade.tsx";
import { Shown } from "./Shown.tsx";
import { atText } from "./time.ts";
import { useVirtualRows } from "./useVirtualRows.ts";

const ROW = 34;
/** So many rows before the end is looked at, more are asked for. */
const AHEAD = 60;
const LONGEST_SHOWN = 240;

/**
 * All matching commands, however many: only the rows in sight are drawn. Arrow keys move, Enter
 * opens.
 */
export function CommandTable({
  commands,
  more,
  loadMore,
  mark,
  chosen,
  choose,
  columns,
}: {
  readonly commands: readonly CommandAnswer[];
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly mark: string;
  readonly chosen: string;
  readonly choose: (command: CommandAnswer) => void;
  /** `few`: who and where go without saying, or stand beside. */
  readonly columns: "all" | "few";
}) {
  const frame = useRef<HTMLDivElement>(null);
  const { rows, height, show } = useVirtualRows(frame, commands.length, ROW);
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= commands.length - AHEAD) loadMore();
  }, [more, last, commands.length, loadMore]);

  const focusOn = (index: number): void => {
    if (index < 0 || index >= commands.length) return;
    show(index);
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    );
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? ROW) / ROW) - 2);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: Math.min(commands.length - 1, index + page),
      PageUp: Math.max(0, index - page),
      Home: 0,
      End: commands.length - 1,
    };
    const command = commands[index];
    if ((event.key === "Enter" || event.key === " ") && command !== undefined) choose(command);
    else if (to[event.key] === undefined) return;
    else focusOn(to[event.key] ?? index);
    event.preventDefault();
  };
  const focusable = rows.some(({ index }) => commands[index]?.id === chosen)
    ? chosen
    : commands[rows[0]?.index ?? 0]?.id;
  return (
    <div
      class={`commands ${columns}`}
      role="table"
      aria-label="Commands"
      aria-rowcount={more ? -1 : commands.length + 1}
    >
      <div role="rowgroup" class="head">
        <div role="row" aria-rowindex={1} class="row">
          <span role="columnheader">Until (UTC)</span>
          {columns === "all" && (
            <>
              <span role="columnheader">Actor</span>
              <span role="columnheader">Where</span>
            </>
          )}
          <span role="columnheader">Command</span>
          <span role="columnheader">Trust</span>
        </div>
      </div>
      <div role="rowgroup" class="body" ref={frame} tabIndex={-1}>
        <div role="presentation" style={{ height: `${height}px`, position: "relative" }}>
          {rows.map(({ index, start }) => {
            const command = commands[index];
            if (command === undefined) return null;
            return (
              <div
                key={`${command.session ?? ""} ${command.id}`}
                role="row"
                class="row"
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={command.id === chosen}
                tabIndex={command.id === focusable ? 0 : -1}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => choose(command)}
                onKeyDown={(event) => onKey(event, index)}
              >
                <span role="cell">{atText(command.notAfter)}</span>
                {columns === "all" && (
                  <>
                    <span role="cell">
                      <Shown text={actorName(command)} most={80} />
                    </span>
                    <span role="cell">
                      <Shown
                        text={[command.endpoint ?? "unknown", command.container]
                          .filter(Boolean)
                          .join(" ")}
                        most={100}
                      />
                    </span>
                  </>
                )}
                <span role="cell" class="code">
                  <Shown text={command.command} mark={mark} most={LONGEST_SHOWN} />
                </span>
                <span role="cell">
                  <Grade grade={command.attribution} />{" "}
                  <Grade grade={command.confidence} reason={command.reason} />{" "}
                  <Grade grade={command.link} />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
