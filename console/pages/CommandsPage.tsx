import { useState } from "preact/hooks";
import type { CommandAnswer } from "../../shared/query/Answer.ts";
import { useList } from "../ask/useList.ts";
import { useUrlState } from "../ask/useUrlState.ts";
import { CommandDetail } from "../parts/CommandDetail.tsx";
import { CommandLine } from "../parts/CommandLine.tsx";
import { flagsOf } from "../parts/commandWords.ts";
import { CommandTable } from "../parts/CommandTable.tsx";
import { Filters } from "../parts/Filters.tsx";
import { MissingNote } from "../parts/MissingNote.tsx";
import { Empty, Refused, Waiting } from "../parts/Notice.tsx";
import { atText } from "../parts/time.ts";
import { useTitle } from "./useTitle.ts";

const NAMES = ["endpoint", "container", "actor", "program", "text", "since", "until"] as const;
const PAGE = { pageSize: 200, wanted: 100 };

/** Who ran what, in which container? */
export function CommandsPage() {
  const [state, change] = useUrlState();
  const given = Object.fromEntries(
    NAMES.flatMap((name) => (state[name] ? [[name, state[name]]] : [])),
  );
  const [list, loadMore] = useList<CommandAnswer>("commands", given, PAGE);
  const [chosen, setChosen] = useState<CommandAnswer | null>(null);
  const { items, more, waiting, error, missing, examined } = list;
  useTitle(state.program ? `Who ran ${state.program}` : "Commands");
  const close = (): void => {
    setChosen(null);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('.commands [tabindex="0"]')?.focus(),
    );
  };
  return (
    <>
      <h1>Who ran what, in which container?</h1>
      <Filters names={NAMES} state={state} change={change} />
      {error !== null && <Refused error={error} />}
      {items.length === 0 && waiting && <Waiting what="commands" />}
      {items.length === 0 && !waiting && error === null && (
        <Empty>
          No command matches{more ? " so far" : ""}. Clear a filter, or ask for a longer time.
          {more && (
            <button type="button" class="secondary" onClick={loadMore}>
              Look further back
            </button>
          )}
        </Empty>
      )}
      {items.length > 0 && (
        <>
          <p class="count" role="status">
            {more ? "At least " : ""}
            {items.length.toLocaleString("en")} commands{waiting ? ", loading more…" : ""}
            {examined && more && ` (looked at back to ${atText(examined.backTo)})`}
          </p>
          <div class={chosen === null ? "with-detail" : "with-detail open"}>
            <CommandTable
              commands={items}
              more={more}
              loadMore={loadMore}
              mark={state.text ?? ""}
              chosen={chosen?.id ?? ""}
              choose={setChosen}
              columns={chosen === null ? "all" : "few"}
            />
            {chosen !== null && (
              <CommandDetail command={chosen} mark={state.text ?? ""} close={close} />
            )}
          </div>
        </>
      )}
      <MissingNote missing={missing} />
      <CommandLine words={["ssmtrail", "commands", ...flagsOf(given)]} />
    </>
  );
}
