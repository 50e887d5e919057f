import pc from "picocolors";
import type {
  CallAnswer,
  ClaimAnswer,
  CommandAnswer,
  DoubtfulAnswer,
  FindingAnswer,
  ListAnswer,
  Redacted,
  SessionDetail,
  SourceAnswer,
} from "../../shared/query/Answer.ts";
import { harmless } from "../../shared/terminal/harmless.ts";
import type { Column } from "../render/Column.ts";
import { formatPairs } from "../render/formatPairs.ts";
import { formatTable, type Look } from "../render/formatTable.ts";
import { doubtCell, gradeTone, timeCell } from "./cells.ts";

export interface WholeSession {
  readonly session: Redacted<SessionDetail>;
  readonly commands: Redacted<ListAnswer<CommandAnswer>>;
  readonly doubtful: Redacted<ListAnswer<DoubtfulAnswer>>;
  readonly findings: Redacted<ListAnswer<FindingAnswer>>;
}

/** One session for people: oldest command first, as it was typed. */
export function sessionReport(
  { session, commands, doubtful, findings }: WholeSession,
  look: Look,
): string {
  const painter = pc.createColors(look.color);
  const part = (title: string, body: string): string => `\n${painter.bold(title)}\n${body}`;
  const list = <T>(columns: readonly Column<T>[], items: readonly T[], none: string): string =>
    items.length === 0 ? `${none}\n` : formatTable(columns, items, look);
  return [
    `${painter.bold(`session ${harmless(session.session)}`)}\n${facts(session, look)}`,
    part("commands", list(commandColumns, numbered(commands.items, session.commands), "none read")),
    doubtful.items.length === 0
      ? ""
      : part(
          "looks like commands, not counted",
          list(doubtColumns, doubtful.items.toReversed(), "none"),
        ),
    part("findings", list(findingColumns, findings.items, "none")),
    part("CloudTrail", list(callColumns, session.calls, "no record of it is held")),
    part("DescribeSessions", list(claimColumns, session.reported, "never read for it")),
    part("text", list(sourceColumns, session.sources, "none came")),
    part("evidence", list(claimColumns, session.claims, "nothing claimed")),
  ].join("");
}

function facts(session: SessionDetail, look: Look): string {
  const { start, end, openUntil, target, endpoint, container } = session;
  const rows: readonly (readonly [string, string])[] = [
    ["who", whoIn(session)],
    ["said by", saidBy(session)],
    ...(session.actor === null ? [] : ([["actor", session.actor]] as const)),
    ["endpoint", endpoint ?? "unknown"],
    ["container", container ?? "not named (an endpoint of a single container)"],
    ["target", target ?? "unknown"],
    ["start", start === null ? "unknown" : `${timeCell(start)} UTC`],
    ["end", end === null ? unknownEnd(openUntil) : `${timeCell(end)} UTC`],
    ["document", session.document ?? "unknown"],
    ["text came", session.form ?? "not at all"],
    ["read by", session.reader === null ? "nothing" : `reader ${session.reader}`],
    ...(session.reason === null ? [] : ([["reason", session.reason]] as const)),
    ...(session.resumedBy.length === 0
      ? []
      : ([["resumed by", session.resumedBy.join(", ")]] as const)),
    ["account", `${session.account}, ${session.region} (${session.partition})`],
    ...decisionRow("on hold", session.hold),
    ...decisionRow("removed", session.purged),
    ...(session.catchingUp
      ? ([["state", "catching up: commands lag behind the evidence"]] as const)
      : []),
  ];
  return formatPairs(
    rows.map(([name, value]) => ({
      name,
      value: harmless(value),
      unbroken: name === "target",
    })),
    look,
  );
}

function whoIn({ actor, name, candidates }: SessionDetail): string {
  if (actor !== null) return name ?? actor;
  if (candidates.length > 0) return `one of ${candidates.join(", ")}`;
  return name === null ? "unknown" : `unknown; the session ID begins with the name ${name}`;
}

function saidBy({ attribution, actor }: SessionDetail): string {
  switch (attribution) {
    case "proven":
      return "proven: CloudTrail's StartSession";
    case "reported":
      return "reported: DescribeSessions";
    case "claimed":
      return actor === null
        ? "claimed: the session ID, in which anybody may put any name"
        : "claimed: text that passed through the container";
    case "unknown":
      return "unknown: nothing names one actor";
    default:
      return attribution satisfies never;
  }
}

const unknownEnd = (openUntil: string | null): string =>
  openUntil === null
    ? "unknown"
    : `unknown; terminal lines may be its own until ${timeCell(openUntil)} UTC`;

const decisionRow = (
  name: string,
  decision: SessionDetail["hold"],
): readonly (readonly [string, string])[] =>
  decision === null
    ? []
    : [[name, `${timeCell(decision.at)} UTC by ${decision.by ?? "unknown"}: ${decision.reason}`]];

type Numbered = CommandAnswer & { readonly number: number };

/** Numbered as `ssmtrail output SESSION NUMBER` takes them: from the session's first command on. */
const numbered = (commands: readonly CommandAnswer[], total: number): Numbered[] =>
  commands
    .map((command, n) => Object.assign({ number: Math.max(total, commands.length) - n }, command))
    .toReversed();

const commandColumns: readonly Column<Numbered>[] = [
  { title: "#", cell: ({ number }) => String(number), right: true, tone: () => "dim" },
  { title: "until (UTC)", yields: true, cell: ({ notAfter }) => timeCell(notAfter) },
  {
    title: "command",
    least: 20,
    cell: ({ command, cut, kind }) =>
      `${command}${cut > 0 ? `… (${cut} more characters)` : ""}${kind === "shell" ? "" : ` [${kind}]`}`,
  },
  { title: "exit", cell: ({ exit }) => (exit === null ? "" : String(exit)), right: true },
  {
    title: "confidence",
    cell: ({ confidence, repeated, damaged }) =>
      [confidence, repeated && "repeated", damaged && "damaged"].filter(Boolean).join(", "),
    tone: ({ confidence }) => gradeTone(confidence),
  },
];

const doubtColumns: readonly Column<DoubtfulAnswer>[] = [
  { title: "until (UTC)", yields: true, cell: ({ notAfter }) => timeCell(notAfter) },
  {
    title: "line",
    least: 20,
    cell: ({ line, cut }) => `${line}${cut > 0 ? `… (${cut} more characters)` : ""}`,
  },
  { title: "why not counted", cell: doubtCell, tone: () => "weak" },
];

const findingColumns: readonly Column<FindingAnswer>[] = [
  { title: "finding", cell: ({ kind }) => kind, tone: () => "bad" },
  { title: "detail", cell: ({ detail }) => detail.join("; ") },
  { title: "time (UTC)", yields: true, cell: ({ evidence }) => timeCell(evidence.timestamp) },
];

function comparedCell({ read, compared }: SourceAnswer): string {
  if (compared === null) return read ? "" : "not compared";
  const { aligned, onlyRead, onlyHere, cut } = compared;
  const parts = [`${aligned} the same`, `${onlyRead} not here`, `${onlyHere} only here`];
  return `${parts.join(", ")}${cut ? " (its beginning)" : ""}`;
}

const sourceColumns: readonly Column<SourceAnswer>[] = [
  { title: "form", cell: ({ form, read }) => (read ? `${form} (read)` : form) },
  { title: "beside what is read", cell: comparedCell },
  { title: "log group", cell: ({ logGroup }) => logGroup, whole: "wrapped" },
  { title: "log stream", cell: ({ logStream }) => logStream, whole: "wrapped" },
];

const claimColumns: readonly Column<ClaimAnswer>[] = [
  { title: "time (UTC)", yields: true, cell: ({ timestamp }) => timeCell(timestamp) },
  { title: "what", cell: ({ kind }) => kind },
  // Beginning and end are told by an event; its ID is no news.
  { title: "says", cell: ({ kind, value }) => (["opened", "ended"].includes(kind) ? "" : value) },
  { title: "said in", cell: ({ source, logGroup }) => logGroup ?? source },
];

const callColumns: readonly Column<CallAnswer>[] = [
  { title: "time (UTC)", yields: true, cell: ({ evidence }) => timeCell(evidence.timestamp) },
  { title: "call", cell: ({ action }) => action },
  { title: "by", cell: ({ name, identityType }) => name ?? identityType ?? "nobody named" },
  { title: "proof", cell: proofCell },
];

/** What a name rests on, and where the call came from. */
function proofCell(call: CallAnswer): string {
  const { identityType, proof, parameters, sourceIp, userAgent, omitted } = call;
  const named = [
    ["identity", identityType],
    ...proof.map(({ field, value }) => [field, value] as const),
    ["from", sourceIp],
    ["with", userAgent],
    ...parameters.map(({ name, values }) => [`parameter ${name}`, values.join(" ")] as const),
    ["left out by CloudTrail", omitted.length === 0 ? null : omitted.join(", ")],
  ];
  return named.flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}`)).join("; ");
}
