import type { CoverageAnswer, GapAnswer, Verdict } from "../../shared/query/Answer.ts";
import { Shown } from "./Shown.tsx";
import { atText } from "./time.ts";

const STRENGTH: Readonly<Record<Verdict, string>> = {
  right: "strong",
  unknown: "middling",
  wrong: "weak",
};

/** How each source of evidence stands. What could not be checked says so. */
export function CoverageTable({ sources }: { readonly sources: readonly CoverageAnswer[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="How each source stands">
      <table>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Stands</th>
            <th scope="col">Delivered</th>
            <th scope="col">Last event held (UTC)</th>
            <th scope="col">Complete up to</th>
            <th scope="col">Gaps</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((one) => (
            <tr
              key={`${one.account} ${one.region} ${one.what} ${one.logGroup ?? one.endpoint ?? ""}`}
            >
              <th scope="row">
                <Shown text={one.logGroup ?? one.endpoint ?? one.what} />
              </th>
              <td>
                <span class={`grade ${STRENGTH[one.verdict]}`}>{one.verdict}</span>
              </td>
              <td>{one.filter ?? "-"}</td>
              <td>{one.lastHeld === null ? "-" : atText(one.lastHeld)}</td>
              <td>{one.completeUpTo === null ? "unknown" : atText(one.completeUpTo.eventTime)}</td>
              <td>
                {one.openGaps} open, {one.lostGaps} lost
              </td>
              <td>
                <Shown text={one.why.length === 0 ? "-" : one.why.join("; ")} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function GapTable({ gaps }: { readonly gaps: readonly GapAnswer[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="List of gaps">
      <table>
        <thead>
          <tr>
            <th scope="col">From (UTC)</th>
            <th scope="col">To</th>
            <th scope="col">State</th>
            <th scope="col">Kind</th>
            <th scope="col">Where</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap, n) => (
            <tr key={n}>
              <td>{atText(gap.from)}</td>
              <td>{gap.to === null ? "now" : atText(gap.to)}</td>
              <td>{gap.state}</td>
              <td>{gap.kind}</td>
              <td>
                <Shown
                  text={[gap.logGroup, gap.logStream, gap.session].filter(Boolean).join(" ") || "-"}
                />
              </td>
              <td>
                <Shown text={gap.detail} most={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
