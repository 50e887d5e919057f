import type {
  CoverageAnswer,
  FindingAnswer,
  GapAnswer,
  UnrecognisedAnswer,
} from "../../shared/query/Answer.ts";
import { useList } from "../ask/useList.ts";
import { useUrlState } from "../ask/useUrlState.ts";
import { CommandLine } from "../parts/CommandLine.tsx";
import { flagsOf } from "../parts/commandWords.ts";
import { CoverageTable, GapTable } from "../parts/CoverageTable.tsx";
import { Filters } from "../parts/Filters.tsx";
import { MissingNote } from "../parts/MissingNote.tsx";
import { Empty, Refused, Waiting } from "../parts/Notice.tsx";
import { Shown } from "../parts/Shown.tsx";
import { atText } from "../parts/time.ts";
import { useTitle } from "./useTitle.ts";

const NAMES = ["endpoint", "since", "until"] as const;
const PAGE = { pageSize: 100, wanted: 100 };

/** And is that all of it? What is known not to be held, not read, or contradicted. */
export function CoveragePage() {
  const [state, change] = useUrlState();
  const given = Object.fromEntries(
    NAMES.flatMap((name) => (state[name] ? [[name, state[name]]] : [])),
  );
  const about = state.endpoint ? { endpoint: state.endpoint } : {};
  const [sources, moreSources] = useList<CoverageAnswer>("coverage", about, PAGE);
  const [gaps, moreGaps] = useList<GapAnswer>("gaps", given, PAGE);
  const [findings, moreFindings] = useList<FindingAnswer>("findings", given, PAGE);
  const [lines, moreLines] = useList<UnrecognisedAnswer>("unrecognised", given, PAGE);
  useTitle("Coverage");
  return (
    <>
      <h1>Is that all of it?</h1>
      <Filters names={NAMES} state={state} change={change} />
      <MissingNote missing={sources.missing} />
      <section aria-labelledby="sources-heading">
        <h2 id="sources-heading">Sources of evidence</h2>
        {sources.error !== null && <Refused error={sources.error} />}
        {sources.waiting && sources.items.length === 0 && <Waiting what="coverage" />}
        {!sources.waiting && sources.items.length === 0 && sources.error === null && (
          <Empty>
            Unknown: nothing was ever asked of the log groups. <code>ssmtrail pull</code> or{" "}
            <code>ssmtrail reconcile</code> asks them; a deployment does by itself.
          </Empty>
        )}
        {sources.items.length > 0 && <CoverageTable sources={sources.items} />}
        {sources.more && (
          <button type="button" class="secondary" onClick={moreSources}>
            More sources
          </button>
        )}
        <CommandLine words={["ssmtrail", "status", ...flagsOf(about)]} />
      </section>
      <section aria-labelledby="gaps-heading">
        <h2 id="gaps-heading">
          {gaps.more ? "At least " : ""}
          {gaps.items.length} gaps
        </h2>
        {gaps.error !== null && <Refused error={gaps.error} />}
        {!gaps.waiting && gaps.items.length === 0 && gaps.error === null && (
          <Empty>No gap is known. That is no proof that there is none.</Empty>
        )}
        {gaps.items.length > 0 && <GapTable gaps={gaps.items} />}
        {gaps.more && (
          <button type="button" class="secondary" onClick={moreGaps}>
            More gaps
          </button>
        )}
        <CommandLine words={["ssmtrail", "gaps", ...flagsOf(given)]} />
      </section>
      <section aria-labelledby="found-heading">
        <h2 id="found-heading">
          {findings.more ? "At least " : ""}
          {findings.items.length} findings
        </h2>
        {findings.error !== null && <Refused error={findings.error} />}
        {findings.waiting && <Waiting what="findings" />}
        {!findings.waiting && findings.items.length === 0 && (
          <Empty>No contradiction and no risk was found in what is held.</Empty>
        )}
        {findings.items.length > 0 && <FindingTable findings={findings.items} />}
        {findings.more && (
          <button type="button" class="secondary" onClick={moreFindings}>
            More findings
          </button>
        )}
        <CommandLine words={["ssmtrail", "findings", ...flagsOf(given)]} />
      </section>
      <section aria-labelledby="unread-heading">
        <h2 id="unread-heading">
          {lines.more ? "At least " : ""}
          {lines.items.length} unrecognised lines
        </h2>
        {lines.error !== null && <Refused error={lines.error} />}
        {lines.waiting && lines.items.length === 0 && <Waiting what="lines" />}
        {!lines.waiting && lines.items.length === 0 && lines.error === null && (
          <Empty>Every line of the /ssm streams that is held was understood.</Empty>
        )}
        {lines.items.length > 0 && <LineTable lines={lines.items} />}
        {lines.more && (
          <button type="button" class="secondary" onClick={moreLines}>
            More lines
          </button>
        )}
        <CommandLine words={["ssmtrail", "unrecognised", ...flagsOf(given)]} />
      </section>
    </>
  );
}

function FindingTable({ findings }: { readonly findings: readonly FindingAnswer[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Findings">
      <table>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Finding</th>
            <th scope="col">Endpoint</th>
            <th scope="col">Session</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((one, n) => (
            <tr key={n}>
              <td>{atText(one.evidence.timestamp)}</td>
              <td>{one.kind}</td>
              <td>
                <Shown text={one.endpoint ?? "-"} />
              </td>
              <td>
                {one.session === null ? (
                  "-"
                ) : (
                  <a href={`/session?session=${encodeURIComponent(one.session)}`}>
                    <Shown text={one.session} />
                  </a>
                )}
              </td>
              <td>
                <Shown text={one.detail.join(", ")} most={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LineTable({ lines }: { readonly lines: readonly UnrecognisedAnswer[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Unrecognised lines">
      <table>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Where</th>
            <th scope="col">Why</th>
            <th scope="col">Line</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one, n) => (
            <tr key={n}>
              <td>{atText(one.evidence.timestamp)}</td>
              <td>
                <Shown
                  text={[one.endpoint ?? "unknown", one.container].filter(Boolean).join(" ")}
                />
              </td>
              <td>{one.reason}</td>
              <td class="code">
                <Shown text={one.line} most={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
