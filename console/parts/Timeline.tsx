import { brushX, type D3BrushEvent } from "d3-brush";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { SessionAnswer } from "../../shared/query/Answer.ts";
import { harmless } from "../../shared/terminal/harmless.ts";
import { actorName } from "./actorName.ts";
import { atText } from "./time.ts";
import { useWidth } from "./useWidth.ts";

const ROW = 26;
const BAR = 14;
const AXIS = 24;
const LABELS = 190;
const LEAST_BAR = 4;
const LONGEST_LABEL = 26;

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Sessions as bars by time, a row for each actor or target. Dragging over it zooms; every bar is a
 * link, so that the keyboard reaches it too.
 */
export function Timeline({
  sessions,
  by,
  zoom,
}: {
  readonly sessions: readonly SessionAnswer[];
  readonly by: "actor" | "target";
  readonly zoom: (span: Span) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <div class="timeline" ref={frame}>
      {width > 0 && <Bars sessions={sessions} by={by} zoom={zoom} width={width} />}
    </div>
  );
}

function Bars({
  sessions,
  by,
  zoom,
  width,
}: {
  readonly sessions: readonly SessionAnswer[];
  readonly by: "actor" | "target";
  readonly zoom: (span: Span) => void;
  readonly width: number;
}) {
  const [, navigate] = useLocation();
  const placed = useMemo(() => place(sessions, by), [sessions, by]);
  const labels = Math.min(LABELS, width / 3);
  const { rows, from, to } = placed;
  const height = rows.length * ROW + AXIS;
  const scale = useMemo(
    () => scaleUtc([new Date(from), new Date(to)], [labels, width - 8]),
    [from, to, labels, width],
  );
  const layer = useRef<SVGGElement>(null);
  useEffect(() => {
    if (layer.current === null) return undefined;
    const area = select(layer.current);
    const brush = brushX<unknown>()
      .extent([
        [labels, 0],
        [width - 8, height - AXIS],
      ])
      .on("end", ({ selection }: D3BrushEvent<unknown>) => {
        const [left, right] = (selection ?? []) as number[];
        if (left === undefined || right === undefined || right - left < 4) return;
        zoom({ from: scale.invert(left), to: scale.invert(right) });
      });
    area.call(brush);
    return () => void area.on(".brush", null).selectAll("*").remove();
  }, [scale, height, labels, width, zoom]);
  return (
    <svg width={width} height={height} role="group" aria-label={`Sessions by ${by} and time (UTC)`}>
      {scale.ticks(Math.max(2, Math.floor((width - labels) / 110))).map((tick) => (
        <g key={tick.getTime()} class="tick" transform={`translate(${scale(tick)},0)`}>
          <line y2={height - AXIS} />
          <text y={height - 8} text-anchor="middle">
            {scale.tickFormat()(tick)}
          </text>
        </g>
      ))}
      {rows.map(({ name }, n) => (
        <g key={name} transform={`translate(0,${n * ROW})`}>
          <text class="row-name" x={4} y={ROW / 2 + 4}>
            {short(name)}
            <title>{harmless(name)}</title>
          </text>
          <line class="row-line" x1={0} x2={width} y1={ROW} y2={ROW} />
        </g>
      ))}
      <g ref={layer} class="brush" aria-hidden="true" />
      {rows.flatMap(({ bars }, n) =>
        bars.map((bar) => {
          const x = scale(bar.from);
          const href = `/session?session=${encodeURIComponent(bar.session.session)}`;
          const open = (event: MouseEvent): void => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            navigate(href);
          };
          return (
            <a
              key={bar.session.session}
              href={href}
              onClick={open}
              aria-label={describe(bar.session)}
              class={bar.session.findings.length > 0 ? "bar found" : "bar"}
            >
              <rect
                x={x}
                y={n * ROW + (ROW - BAR) / 2}
                width={Math.max(LEAST_BAR, scale(bar.to) - x)}
                height={BAR}
                rx={3}
              />
              {bar.session.findings.length > 0 && (
                <text class="flag" x={x - 3} y={n * ROW + ROW / 2 + 4} text-anchor="end">
                  !
                </text>
              )}
              <title>{describe(bar.session)}</title>
            </a>
          );
        }),
      )}
    </svg>
  );
}

interface Bar {
  readonly session: SessionAnswer;
  readonly from: number;
  readonly to: number;
}

interface Placed {
  readonly rows: readonly { readonly name: string; readonly bars: readonly Bar[] }[];
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;

/** Sessions without a known time have no place on an axis; the list below has them. */
function place(sessions: readonly SessionAnswer[], by: "actor" | "target"): Placed {
  const rows = new Map<string, Bar[]>();
  let [from, to] = [Infinity, -Infinity];
  for (const session of sessions) {
    const start = session.start ?? session.end;
    if (start === null) continue;
    const bar = { session, from: Date.parse(start), to: Date.parse(session.end ?? start) };
    const name = by === "actor" ? actorName(session) : (session.target ?? "unknown");
    rows.set(name, [...(rows.get(name) ?? []), bar]);
    from = Math.min(from, bar.from);
    to = Math.max(to, bar.to);
  }
  const margin = Math.max(MINUTE, (to - from) * 0.02);
  return {
    rows: [...rows]
      .map(([name, bars]) => ({ name, bars }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    from: from - margin,
    to: to + margin,
  };
}

function short(name: string): string {
  const shown = harmless(name);
  return shown.length <= LONGEST_LABEL ? shown : `…${shown.slice(-LONGEST_LABEL + 1)}`;
}

function describe(session: SessionAnswer): string {
  const { commands, findings, start, end } = session;
  const where = session.container ?? session.endpoint ?? "an unknown place";
  const found = findings.length === 0 ? "" : `; findings: ${findings.join(", ")}`;
  return harmless(
    `${actorName(session)} in ${where}, ${atText(start)} to ${atText(end)}, ${commands} commands${found}`,
  );
}
