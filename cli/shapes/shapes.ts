import type {
  AttemptAnswer,
  CommandAnswer,
  DoubtfulAnswer,
  EndpointAnswer,
  FindingAnswer,
  GapAnswer,
  SessionAnswer,
  TargetAnswer,
  UnrecognisedAnswer,
} from "../../shared/query/Answer.ts";
import type { Shape } from "../render/Column.ts";
import {
  actorCell,
  doubtCell,
  gradeTone,
  placeColumn,
  timeCell,
  trustCell,
  whoCell,
} from "./cells.ts";

const PLACE = ["partition", "account", "region"];
const EVIDENCE = ["source", "logGroup", "logStream", "eventId", "timestamp"].map(
  (name) => `evidence.${name}`,
);

export const endpointShape: Shape<EndpointAnswer> = {
  noun: "endpoints",
  columns: [
    { title: "endpoint", cell: ({ endpoint }) => endpoint, whole: "wrapped" },
    { title: "first seen (UTC)", yields: true, cell: ({ firstSeen }) => timeCell(firstSeen) },
    { title: "last seen", yields: true, cell: ({ lastSeen }) => timeCell(lastSeen) },
    placeColumn,
  ],
  fields: ["endpoint", "firstSeen", "lastSeen", ...PLACE],
};

export const targetShape: Shape<TargetAnswer> = {
  noun: "targets",
  columns: [
    { title: "target", cell: ({ target }) => target, whole: "unbroken" },
    { title: "container", cell: ({ container }) => container ?? "-" },
    {
      title: "known",
      cell: ({ known }) => known,
      tone: ({ known }) => (known === "derived" ? "weak" : undefined),
    },
    {
      title: "generation",
      cell: ({ generation }) => generation,
      tone: ({ generation }) =>
        generation === "current" ? undefined : generation === "quiet" ? "weak" : "dim",
    },
    { title: "last seen (UTC)", yields: true, cell: ({ lastSeen }) => timeCell(lastSeen) },
  ],
  fields: [
    "target",
    "endpoint",
    "variant",
    "instance",
    "container",
    "known",
    "alternative",
    "generation",
    "firstSeen",
    "lastSeen",
    "live",
    "startSession",
    ...PLACE,
  ],
};

export const sessionShape: Shape<SessionAnswer> = {
  noun: "sessions",
  columns: [
    { title: "start (UTC)", yields: true, cell: ({ start }) => timeCell(start) },
    { title: "end", yields: true, cell: ({ end }) => timeCell(end) },
    {
      title: "actor",
      least: 12,
      cell: whoCell,
      tone: ({ attribution }) => gradeTone(attribution),
    },
    {
      title: "where",
      yields: true,
      least: 14,
      cell: ({ endpoint, container }) => whereCell(endpoint, container),
    },
    { title: "commands", cell: ({ commands }) => String(commands), right: true },
    { title: "session", least: 14, cell: ({ session }) => session, whole: "wrapped" },
    {
      title: "findings",
      cell: ({ findings }) => findings.join(", ") || "-",
      tone: ({ findings }) => (findings.length > 0 ? "bad" : undefined),
    },
  ],
  fields: [
    "session",
    "start",
    "end",
    "openUntil",
    "actor",
    "name",
    "attribution",
    "candidates",
    "endpoint",
    "target",
    "container",
    "document",
    "reason",
    "resumedBy",
    "commands",
    "form",
    "findings",
    "catchingUp",
    ...PLACE,
  ],
};

const whereCell = (endpoint: string | null, container: string | null): string =>
  container === null ? (endpoint ?? "unknown") : `${endpoint ?? "unknown"} ${container}`;

export const commandShape: Shape<CommandAnswer> = {
  noun: "commands",
  columns: [
    {
      title: "until (UTC)",
      yields: true,
      cell: ({ notAfter, vague }) => `${timeCell(notAfter)}${vague ? " ~" : ""}`,
    },
    {
      title: "actor",
      least: 12,
      cell: actorCell,
      tone: ({ attribution }) => gradeTone(attribution),
    },
    {
      title: "where",
      yields: true,
      least: 14,
      cell: ({ endpoint, container }) => whereCell(endpoint, container),
    },
    {
      title: "command",
      least: 20,
      cell: ({ command, cut }) => (cut > 0 ? `${command}… (${cut} more characters)` : command),
    },
    { title: "trust", yields: true, cell: trustCell, tone: ({ weakest }) => gradeTone(weakest) },
  ],
  fields: [
    "id",
    "after",
    "notAfter",
    "vague",
    "actor",
    "name",
    "attribution",
    "candidates",
    "endpoint",
    "target",
    "container",
    "session",
    "sessions",
    "command",
    "cut",
    "kind",
    "programs",
    "exit",
    "cwd",
    "link",
    "confidence",
    "reason",
    "weakest",
    "damaged",
    "repeated",
    ...PLACE,
    ...EVIDENCE,
  ],
};

export const doubtfulShape: Shape<DoubtfulAnswer> = {
  noun: "doubtful lines",
  columns: [
    { title: "until (UTC)", yields: true, cell: ({ notAfter }) => timeCell(notAfter) },
    {
      title: "where",
      yields: true,
      least: 14,
      cell: ({ endpoint, container }) => whereCell(endpoint, container),
    },
    { title: "why not counted", cell: doubtCell },
    {
      title: "line",
      least: 20,
      cell: ({ line, cut }) => (cut > 0 ? `${line}… (${cut} more characters)` : line),
    },
    { title: "session", least: 14, cell: ({ session }) => session ?? "-", whole: "wrapped" },
  ],
  fields: [
    "line",
    "cut",
    "reason",
    "confidence",
    "kind",
    "form",
    "damaged",
    "after",
    "notAfter",
    "session",
    "sessions",
    "endpoint",
    "target",
    "container",
    ...PLACE,
    ...EVIDENCE,
  ],
};

export const unrecognisedShape: Shape<UnrecognisedAnswer> = {
  noun: "unrecognised lines",
  columns: [
    { title: "time (UTC)", yields: true, cell: ({ evidence }) => timeCell(evidence.timestamp) },
    {
      title: "where",
      yields: true,
      least: 14,
      cell: ({ endpoint, container }) => whereCell(endpoint, container),
    },
    { title: "reason", cell: ({ reason }) => reason },
    {
      title: "line",
      least: 20,
      cell: ({ line, cut }) => (cut > 0 ? `${line}… (${cut} more characters)` : line),
    },
  ],
  fields: ["endpoint", "container", "reason", "line", "cut", ...PLACE, ...EVIDENCE],
};

export const gapShape: Shape<GapAnswer> = {
  noun: "gaps",
  columns: [
    { title: "from (UTC)", yields: true, cell: ({ from }) => timeCell(from) },
    { title: "to", yields: true, cell: ({ to }) => (to === null ? "now" : timeCell(to)) },
    { title: "gap", cell: ({ kind }) => kind },
    {
      title: "state",
      cell: ({ state }) => state,
      tone: ({ state }) => (state === "healed" ? "dim" : "bad"),
    },
    {
      title: "events",
      cell: ({ events }) => (events === null ? "-" : String(events)),
      right: true,
    },
    {
      title: "where",
      least: 14,
      cell: ({ session, logGroup, logStream }) =>
        session ?? [logGroup, logStream].filter((part) => part !== null).join(" "),
      whole: "wrapped",
    },
    { title: "detail", cell: ({ detail }) => detail },
  ],
  fields: [
    "kind",
    "state",
    "from",
    "to",
    "noticed",
    "settled",
    "events",
    "endpoint",
    "logGroup",
    "logStream",
    "session",
    "detail",
    ...PLACE,
  ],
};

export const attemptShape: Shape<AttemptAnswer> = {
  noun: "failed attempts",
  columns: [
    { title: "time (UTC)", yields: true, cell: ({ evidence }) => timeCell(evidence.timestamp) },
    { title: "call", cell: ({ action }) => action },
    { title: "by", least: 12, cell: ({ name, identityType }) => name ?? identityType ?? "unknown" },
    { title: "on", least: 14, cell: ({ target, session }) => target ?? session ?? "-" },
    {
      title: "refused",
      cell: ({ denied, errorCode }) => (denied ? `denied: ${errorCode}` : errorCode),
      tone: ({ denied }) => (denied ? "bad" : "weak"),
    },
  ],
  fields: [
    "action",
    "denied",
    "errorCode",
    "errorMessage",
    "actor",
    "name",
    "identityType",
    "endpoint",
    "target",
    "session",
    "document",
    "parameters",
    "reason",
    "sourceIp",
    "userAgent",
    ...PLACE,
    ...EVIDENCE,
  ],
};

export const findingShape: Shape<FindingAnswer> = {
  noun: "findings",
  columns: [
    { title: "time (UTC)", yields: true, cell: ({ evidence }) => timeCell(evidence.timestamp) },
    { title: "finding", cell: ({ kind }) => kind, tone: () => "bad" },
    { title: "endpoint", cell: ({ endpoint }) => endpoint ?? "-" },
    { title: "session", least: 14, cell: ({ session }) => session ?? "-", whole: "wrapped" },
    { title: "detail", cell: ({ detail }) => detail.join("; ") },
  ],
  fields: ["kind", "endpoint", "session", "detail", ...PLACE, ...EVIDENCE],
};
