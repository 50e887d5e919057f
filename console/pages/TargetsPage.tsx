import type { EndpointAnswer, TargetAnswer } from "../../shared/query/Answer.ts";
import { useList } from "../ask/useList.ts";
import { useUrlState } from "../ask/useUrlState.ts";
import { CommandLine } from "../parts/CommandLine.tsx";
import { flagsOf } from "../parts/commandWords.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { MissingNote } from "../parts/MissingNote.tsx";
import { Empty, Refused, Waiting } from "../parts/Notice.tsx";
import { Shown } from "../parts/Shown.tsx";
import { atText } from "../parts/time.ts";
import { useTitle } from "./useTitle.ts";

/** Which target ID do I connect to? */
export function TargetsPage() {
  const [state, change] = useUrlState();
  const [endpoints, more] = useList<EndpointAnswer>(
    "endpoints",
    {},
    { pageSize: 200, wanted: 200 },
  );
  const chosen = state.endpoint ?? "";
  useTitle(chosen === "" ? "Targets" : `Targets of ${chosen}`);
  return (
    <>
      <h1>Which target ID do I connect to?</h1>
      {endpoints.error !== null && <Refused error={endpoints.error} />}
      {endpoints.items.length === 0 && endpoints.waiting && <Waiting what="endpoints" />}
      {endpoints.items.length === 0 && !endpoints.waiting && endpoints.error === null && (
        <Empty>
          No endpoint with an <code>/ssm</code> stream was seen. <code>ssmtrail import FILE</code>{" "}
          takes evidence in; <code>npm start</code> shows recorded examples.
        </Empty>
      )}
      {endpoints.items.length > 0 && (
        <div class="endpoints">
          <table class="picker">
            <caption>Endpoints whose /ssm streams were seen; times in UTC</caption>
            <thead>
              <tr>
                <th scope="col">Endpoint</th>
                <th scope="col">First seen</th>
                <th scope="col">Last seen</th>
                <th scope="col">Account and region</th>
              </tr>
            </thead>
            <tbody>
              {endpoints.items.map((one) => (
                <tr key={`${one.account}/${one.region}/${one.endpoint}`}>
                  <th scope="row">
                    <button
                      type="button"
                      class="linklike"
                      aria-pressed={one.endpoint === chosen}
                      onClick={() => change({ endpoint: one.endpoint })}
                    >
                      <Shown text={one.endpoint} />
                    </button>
                  </th>
                  <td>{atText(one.firstSeen)}</td>
                  <td>{atText(one.lastSeen)}</td>
                  <td>
                    <Shown text={`${one.account} ${one.region}`} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {endpoints.more && (
            <button type="button" class="secondary" onClick={more}>
              More endpoints
            </button>
          )}
        </div>
      )}
      {(chosen !== "" || endpoints.items[0] !== undefined) && (
        <TargetsOf
          endpoint={chosen === "" ? (endpoints.items[0]?.endpoint ?? "") : chosen}
          all={state.generation === "all"}
          setAll={(all) => change({ generation: all ? "all" : "" })}
        />
      )}
      <MissingNote missing={endpoints.missing} />
    </>
  );
}

function TargetsOf({
  endpoint,
  all,
  setAll,
}: {
  readonly endpoint: string;
  readonly all: boolean;
  readonly setAll: (all: boolean) => void;
}) {
  const given = { endpoint, ...(all ? { generation: "all" } : {}) };
  const [targets, more] = useList<TargetAnswer>("targets", given, { pageSize: 200, wanted: 200 });
  return (
    <section aria-labelledby="targets-heading">
      <h2 id="targets-heading">
        Targets of <Shown text={endpoint} />
      </h2>
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        Earlier generations too
      </label>
      {targets.error !== null && <Refused error={targets.error} />}
      {targets.waiting && targets.items.length === 0 && <Waiting what="targets" />}
      {!targets.waiting && targets.items.length === 0 && targets.error === null && (
        <Empty>
          No target of <Shown text={endpoint} /> is known.
        </Empty>
      )}
      <div class="cards">
        {targets.items.map((target) => (
          <TargetCard key={target.target} target={target} />
        ))}
      </div>
      {targets.more && (
        <button type="button" class="secondary" onClick={more}>
          More targets
        </button>
      )}
      <CommandLine words={["ssmtrail", "targets", endpoint, ...(all ? ["--all"] : [])]} />
      <CommandLine words={["ssmtrail", "sessions", ...flagsOf({ endpoint })]} />
    </section>
  );
}

function TargetCard({ target }: { readonly target: TargetAnswer }) {
  return (
    <article class="target">
      <h3>
        <Shown text={target.target} />
      </h3>
      <dl>
        <dt>Container</dt>
        <dd>{target.container === null ? "the only one" : <Shown text={target.container} />}</dd>
        <dt>Variant, instance</dt>
        <dd>
          <Shown text={`${target.variant}, ${target.instance}`} />
        </dd>
        <dt>Known</dt>
        <dd>
          {target.known === "announced"
            ? "announced by the agent"
            : "derived from group, stream and prefix"}
          {target.alternative !== null && (
            <>
              ; a single-container model has <Shown text={target.alternative} />
            </>
          )}
        </dd>
        <dt>Seen (UTC)</dt>
        <dd>
          {atText(target.firstSeen)} to {atText(target.lastSeen)}
        </dd>
        <dt>Live</dt>
        <dd>{target.live === "unknown" ? "unknown: nobody asked the service" : target.live}</dd>
        <dt>Generation</dt>
        <dd>{target.generation}</dd>
      </dl>
      <div class="actions">
        <CopyButton text={target.target} what={target.target}>
          Copy target ID
        </CopyButton>
        <CopyButton text={target.startSession} what={target.target}>
          Copy start-session line
        </CopyButton>
      </div>
    </article>
  );
}
