import { useEffect, useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import type { CommandAnswer, OutputAnswer } from "../../shared/query/Answer.ts";
import { useAnswer } from "../ask/useAnswer.ts";
import { CommandLine } from "./CommandLine.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { Grade, meaningOf } from "./Grade.tsx";
import { Refused, Waiting } from "./Notice.tsx";
import { Shown } from "./Shown.tsx";
import { atText } from "./time.ts";

/** One command: what it was, how sure that is, what it printed, and the log event that says so. */
export function CommandDetail({
  command,
  mark,
  close,
}: {
  readonly command: CommandAnswer;
  readonly mark: string;
  readonly close: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [command.id]);
  const { session, evidence } = command;
  return (
    <aside
      class="detail"
      aria-labelledby="detail-heading"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <button type="button" class="close secondary outline" aria-label="Close" onClick={close}>
        ✕
      </button>
      <h2 id="detail-heading" ref={heading} tabIndex={-1}>
        Command
      </h2>
      <pre class="code">
        <Shown text={command.command} mark={mark} most={20_000} />
        {command.cut > 0 && (
          <span class="cut"> … {command.cut} more characters are not kept here</span>
        )}
      </pre>
      <CopyButton text={command.command} what={command.command.slice(0, 80)}>
        Copy command
      </CopyButton>
      <dl>
        <dt>Who</dt>
        <dd>
          {command.actor === null ? (
            command.candidates.length === 0 ? (
              "unknown"
            ) : (
              <Shown text={`one of ${command.candidates.join(", ")}`} />
            )
          ) : (
            <Shown text={command.actor} />
          )}{" "}
          <Grade grade={command.attribution} /> <small>{meaningOf(command.attribution)}</small>
        </dd>
        <dt>Session</dt>
        <dd>
          {session === null ? (
            command.sessions.length === 0 ? (
              "none was open"
            ) : (
              <Shown text={`one of ${command.sessions.join(", ")}`} />
            )
          ) : (
            <Link href={sessionHref(session, command.id)}>
              <Shown text={session} />
            </Link>
          )}{" "}
          <Grade grade={command.link} /> <small>{meaningOf(command.link)}</small>
        </dd>
        <dt>Read as a command</dt>
        <dd>
          <Grade grade={command.confidence} reason={command.reason} />{" "}
          <small>
            {meaningOf(command.confidence)}; told by: {command.reason}
            {command.damaged && "; damaged: the agent destroyed a part"}
            {command.repeated && "; repeated: the agent sent it again"}
          </small>
        </dd>
        <dt>When (UTC)</dt>
        <dd>
          after {atText(command.after)}, not after {atText(command.notAfter)}
          {command.vague && " (vague: over five minutes)"}
        </dd>
        <dt>Where</dt>
        <dd>
          <Shown text={command.target ?? command.endpoint ?? "unknown"} />
          {command.cwd !== null && (
            <>
              , in <Shown text={command.cwd} />
            </>
          )}
        </dd>
        <dt>Programs</dt>
        <dd>
          <Shown text={command.programs.length === 0 ? "none told" : command.programs.join(", ")} />
        </dd>
        {command.exit !== null && (
          <>
            <dt>Exit status</dt>
            <dd>{command.exit}</dd>
          </>
        )}
        <dt>Evidence</dt>
        <dd>
          <Shown
            text={`${evidence.logGroup} ${evidence.logStream} ${evidence.eventId ?? "no event ID"} at ${evidence.timestamp}`}
          />
        </dd>
      </dl>
      {session !== null && <Output session={session} command={command.id} />}
    </aside>
  );
}

export const sessionHref = (session: string, command: string): string =>
  `/session?${new URLSearchParams({ session, command }).toString()}`;

function Output({ session, command }: { readonly session: string; readonly command: string }) {
  const output = useAnswer<OutputAnswer>("output", { session, command });
  if (output.is === "waiting") return <Waiting what="the output" />;
  if (output.is === "refused") return <Refused error={output.error} />;
  const { head, omitted, tail } = output.answer;
  return (
    <section aria-labelledby="output-heading">
      <h3 id="output-heading">Output</h3>
      {head === "" ? (
        <p>It printed nothing, or what it printed is not held.</p>
      ) : (
        <pre class="code output" tabIndex={0}>
          <ShownLines text={head} />
          {omitted > 0 && (
            <span class="cut">
              {"\n"}… {omitted.toLocaleString("en")} characters between are not shown …{"\n"}
            </span>
          )}
          <ShownLines text={tail} />
        </pre>
      )}
      <CommandLine words={["ssmtrail", "output", session, command]} />
    </section>
  );
}

/** Line ends stay line ends; everything else that moves text is shown. */
function ShownLines({ text }: { readonly text: string }) {
  const lines = text.split(/\r*\n/);
  return lines.map((line, n) => (
    <span key={n}>
      <Shown text={line} most={2_000} />
      {n < lines.length - 1 && "\n"}
    </span>
  ));
}
