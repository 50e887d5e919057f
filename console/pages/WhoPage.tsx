import { useCallback } from "preact/hooks";
import { Link } from "wouter-preact";
import type { CountsAnswer, SessionAnswer } from "../../shared/query/Answer.ts";
import { useAnswer } from "../ask/useAnswer.ts";
import { useList } from "../ask/useList.ts";
import { useUrlState, type UrlState } from "../ask/useUrlState.ts";
import { actorName } from "../parts/actorName.ts";
import { CommandLine } from "../parts/CommandLine.tsx";
import { flagsOf } from "../parts/commandWords.ts";
import { Filters } from "../parts/Filters.tsx";
import { Grade } from "../parts/Grade.tsx";
import { HeatMap } from "../parts/HeatMap.tsx";
import { MissingNote } from "../parts/MissingNote.tsx";
import { Empty, Refused, Waiting } from "../parts/Notice.tsx";
import { Shown } from "../parts/Shown.tsx";
import { Timeline, type Span } from "../parts/Timeline.tsx";
import { atText, isoOf } from "../parts/time.ts";
import { useTitle } from "./useTitle.ts";

const NAMES = ["endpoint", "container", "actor", "since", "until"] as const;
const PAGE = { pageSize: 500, wanted: 500 };

const givenOf = (state: UrlState): Record<string, string> =>
  Object.fromEntries(NAMES.flatMap((name) => (state[name] ? [[name, state[name]]] : [])));

/** Who did what: sessions by time, commands a day, and the list behind them. */
export function WhoPage() {
  const [state, change] = useUrlState();
  const given = givenOf(state);
  const by = state.by === "target" ? "target" : "actor";
  const [sessions, more] = useList<SessionAnswer>("sessions", given, PAGE);
  const counts = useAnswer<CountsAnswer>("counts", given);
  useTitle("Who did what");
  const zoom = useCallback(
    ({ from, to }: Span) => change({ since: isoOf(from), until: isoOf(to) }),
    [change],
  );
  const choose = (day: string): void => change({ since: day, until: day });
  return (
    <>
      <h1>Who did what</h1>
      <Filters names={NAMES} state={state} change={change} />
      {sessions.error !== null && <Refused error={sessions.error} />}
      {sessions.waiting && sessions.items.length === 0 && <Waiting what="sessions" />}
      {!sessions.waiting && sessions.items.length === 0 && sessions.error === null && (
        <Empty>No session matches. Clear a filter, or ask for a longer time.</Empty>
      )}
      {sessions.items.length > 0 && (
        <>
          <section aria-labelledby="timeline-heading">
            <h2 id="timeline-heading">
              {sessions.more ? "At least " : ""}
              {sessions.items.length} sessions
            </h2>
            <div role="group" aria-label="A row for each" class="choice">
              {(["actor", "target"] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  class={one === by ? "" : "outline"}
                  aria-pressed={one === by}
                  onClick={() => change({ by: one === "actor" ? "" : one })}
                >
                  by {one}
                </button>
              ))}
            </div>
            <p class="hint">
              Drag over the bars to zoom into a time; a bar opens its session; “!” marks findings.
            </p>
            <Timeline sessions={sessions.items} by={by} zoom={zoom} />
          </section>
          {counts.is === "there" && (
            <section aria-labelledby="heat-heading">
              <h2 id="heat-heading">Commands a day{counts.answer.atLeast ? " (at least)" : ""}</h2>
              <HeatMap counts={counts.answer} choose={choose} />
            </section>
          )}
          {counts.is === "refused" && <Refused error={counts.error} />}
          <SessionTable sessions={sessions.items} />
          {sessions.more && (
            <button type="button" class="secondary" onClick={more} aria-busy={sessions.waiting}>
              More sessions
            </button>
          )}
        </>
      )}
      <MissingNote missing={sessions.missing} />
      <CommandLine words={["ssmtrail", "sessions", ...flagsOf(given)]} />
    </>
  );
}

function SessionTable({ sessions }: { readonly sessions: readonly SessionAnswer[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Sessions">
      <table>
        <thead>
          <tr>
            <th scope="col">Start (UTC)</th>
            <th scope="col">End</th>
            <th scope="col">Actor</th>
            <th scope="col">Where</th>
            <th scope="col">Commands</th>
            <th scope="col">Session</th>
            <th scope="col">Findings</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((one) => (
            <tr key={`${one.account}/${one.region}/${one.session}`}>
              <td>{atText(one.start)}</td>
              <td>{atText(one.end)}</td>
              <td>
                <Shown text={actorName(one)} /> <Grade grade={one.attribution} />
              </td>
              <td>
                <Shown
                  text={[one.endpoint ?? "unknown", one.container].filter(Boolean).join(" ")}
                />
              </td>
              <td>{one.commands}</td>
              <td>
                <Link href={`/session?session=${encodeURIComponent(one.session)}`}>
                  <Shown text={one.session} />
                </Link>
              </td>
              <td>{one.findings.length === 0 ? "-" : one.findings.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
