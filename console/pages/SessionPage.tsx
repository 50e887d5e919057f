import { useMemo, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { CommandAnswer, FindingAnswer, SessionDetail } from "../../shared/query/Answer.ts";
import { useAnswer } from "../ask/useAnswer.ts";
import { useList } from "../ask/useList.ts";
import { useUrlState } from "../ask/useUrlState.ts";
import { ReplaySection } from "../replay/ReplaySection.tsx";
import { actorName } from "../parts/actorName.ts";
import { CommandDetail } from "../parts/CommandDetail.tsx";
import { CommandLine } from "../parts/CommandLine.tsx";
import { CommandTable } from "../parts/CommandTable.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { Grade, meaningOf } from "../parts/Grade.tsx";
import { MissingNote } from "../parts/MissingNote.tsx";
import { Empty, Refused, Waiting } from "../parts/Notice.tsx";
import { Shown } from "../parts/Shown.tsx";
import { atText } from "../parts/time.ts";
import { useTitle } from "./useTitle.ts";

/** One session: who it was and what proves it, its commands, and the evidence. */
export function SessionPage() {
  const [state] = useUrlState();
  const session = state.session ?? "";
  useTitle(session === "" ? "Session" : `Session ${session}`);
  const given = { session, account: state.account, region: state.region };
  const detail = useAnswer<SessionDetail>("session", session === "" ? null : given);
  if (session === "")
    return (
      <>
        <h1>Session</h1>
        <Empty>
          The address names no session. <Link href="/who">Who did what</Link> lists them.
        </Empty>
      </>
    );
  return (
    <>
      <h1>
        Session <Shown text={session} />
      </h1>
      {detail.is === "waiting" && <Waiting what="the session" />}
      {detail.is === "refused" && <Refused error={detail.error} />}
      {detail.is === "there" && (
        <>
          <Header session={detail.answer} />
          <Findings session={session} />
          <Commands session={detail.answer} wanted={state.command ?? ""} />
          <Evidence session={detail.answer} />
        </>
      )}
      <CommandLine words={["ssmtrail", "show", session]} />
    </>
  );
}

/** So many commands are loaded by themselves. */
const MOST_IN_ORDER = 5_000;

function Header({ session }: { readonly session: SessionDetail }) {
  return (
    <section aria-label="Who, where, when">
      <dl class="facts">
        <dt>Who</dt>
        <dd>
          <Shown text={actorName(session)} /> <Grade grade={session.attribution} />{" "}
          <small>{meaningOf(session.attribution)}</small>
          {session.actor !== null && (
            <div class="arn">
              <Shown text={session.actor} />
            </div>
          )}
          {session.candidates.length > 1 && (
            <ul>
              {session.candidates.map((one) => (
                <li key={one}>
                  <Shown text={one} />
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>Where</dt>
        <dd>
          <Shown text={session.target ?? session.endpoint ?? "unknown"} />{" "}
          {session.target !== null && (
            <CopyButton text={session.target} what={session.target}>
              Copy target ID
            </CopyButton>
          )}
        </dd>
        <dt>When (UTC)</dt>
        <dd>
          {atText(session.start)} to {atText(session.end)}
        </dd>
        <dt>Document</dt>
        <dd>
          <Shown text={session.document ?? "unknown"} />
        </dd>
        <dt>Text</dt>
        <dd>{FORMS[session.form ?? "none"]}</dd>
      </dl>
    </section>
  );
}

const FORMS: Readonly<Record<string, string>> = {
  transcript: "whole transcript, uploaded at the session's end",
  streamed: "streamed records, cleaned by the agent",
  prefixed: "terminal lines of the endpoint's /ssm stream",
  none: "none came: nothing of what was typed is held",
};

function Findings({ session }: { readonly session: string }) {
  const [list] = useList<FindingAnswer>("findings", { session }, { pageSize: 200, wanted: 200 });
  if (list.error !== null) return <Refused error={list.error} />;
  if (list.items.length === 0) return null;
  return (
    <section class="notice bad" aria-labelledby="findings-heading">
      <h2 id="findings-heading">Findings</h2>
      <ul>
        {list.items.map((one, n) => (
          <li key={n}>
            <strong>{one.kind}</strong> <Shown text={one.detail.join(", ")} />{" "}
            <small>
              at {atText(one.evidence.timestamp)},{" "}
              <Shown text={`${one.evidence.logGroup} ${one.evidence.logStream}`} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Commands({
  session,
  wanted,
}: {
  readonly session: SessionDetail;
  readonly wanted: string;
}) {
  const [list, loadMore] = useList<CommandAnswer>(
    "commands",
    { session: session.session },
    { pageSize: 500, wanted: MOST_IN_ORDER },
  );
  const [chosen, setChosen] = useState<CommandAnswer | null | "asked">("asked");
  // Told newest first; a session is read from its beginning where all of it is here.
  const inOrder = useMemo(
    () => (list.more || list.waiting ? list.items : list.items.toReversed()),
    [list],
  );
  const asked = list.items.find(({ id }) => id === wanted) ?? null;
  const shown = chosen === "asked" ? asked : chosen;
  return (
    <section aria-labelledby="commands-heading">
      <h2 id="commands-heading">
        {list.more ? "At least " : ""}
        {list.items.length} commands, {list.more || list.waiting ? "newest" : "oldest"} first
      </h2>
      {list.error !== null && <Refused error={list.error} />}
      {list.waiting && list.items.length === 0 && <Waiting what="commands" />}
      {list.items.length > 0 && (
        <div class={shown === null ? "with-detail" : "with-detail open"}>
          <CommandTable
            commands={inOrder}
            more={list.more}
            loadMore={loadMore}
            mark=""
            chosen={shown?.id ?? ""}
            choose={setChosen}
            columns="few"
          />
          {shown !== null && (
            <CommandDetail command={shown} mark="" close={() => setChosen(null)} />
          )}
        </div>
      )}
      <MissingNote missing={list.missing} />
      {session.form !== null && (
        <ReplaySection
          session={session.session}
          given={{ session: session.session }}
          commands={inOrder}
          chosen={shown?.id ?? ""}
        />
      )}
    </section>
  );
}

function Evidence({ session }: { readonly session: SessionDetail }) {
  return (
    <details>
      <summary>
        Evidence: {session.sources.length} sources, {session.claims.length} statements
      </summary>
      <ul>
        {session.sources.map((one) => (
          <li key={`${one.logGroup} ${one.logStream} ${one.form}`}>
            {one.form}: <Shown text={`${one.logGroup} ${one.logStream}`} />
            {one.read ? " (commands are read from it)" : ""}
          </li>
        ))}
      </ul>
      <div class="scroll" tabIndex={0} role="region" aria-label="Statements about the session">
        <table>
          <thead>
            <tr>
              <th scope="col">Time (UTC)</th>
              <th scope="col">Says</th>
              <th scope="col">Value</th>
              <th scope="col">Log stream</th>
            </tr>
          </thead>
          <tbody>
            {session.claims.map((one, n) => (
              <tr key={n}>
                <td>{atText(one.timestamp)}</td>
                <td>{one.kind}</td>
                <td>
                  <Shown text={one.value} most={400} />
                </td>
                <td>
                  <Shown text={`${one.logGroup} ${one.logStream}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
