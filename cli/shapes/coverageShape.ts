import type { CoverageAnswer, Verdict } from "../../shared/query/Answer.ts";
import type { Shape, Tone } from "../render/Column.ts";
import { placeColumn, timeCell } from "./cells.ts";

const TONE: Readonly<Record<Verdict, Tone | undefined>> = {
  right: undefined,
  wrong: "bad",
  unknown: "weak",
};

export const coverageShape: Shape<CoverageAnswer> = {
  noun: "endpoints or log groups",
  columns: [
    {
      title: "what",
      least: 14,
      cell: ({ what, endpoint, logGroup }) => endpoint ?? logGroup ?? what,
      whole: "wrapped",
    },
    { title: "verdict", cell: ({ verdict }) => verdict, tone: ({ verdict }) => TONE[verdict] },
    { title: "filter", cell: ({ filter }) => filter ?? "-" },
    { title: "last event (UTC)", yields: true, cell: ({ lastEvent }) => timeCell(lastEvent) },
    {
      title: "complete up to",
      cell: ({ completeUpTo }) =>
        completeUpTo === null ? "unknown" : timeCell(completeUpTo.eventTime),
    },
    {
      title: "gaps",
      right: true,
      cell: ({ openGaps, lostGaps }) =>
        openGaps + lostGaps === 0 ? "-" : `${openGaps} open, ${lostGaps} lost`,
    },
    {
      title: "unrecognised",
      right: true,
      yields: true,
      cell: ({ unrecognised }) => (unrecognised === null ? "-" : String(unrecognised)),
    },
    { title: "why", least: 20, cell: ({ why }) => why.join("; ") },
    placeColumn,
  ],
  fields: [
    "what",
    "endpoint",
    "logGroup",
    "verdict",
    "why",
    "filter",
    "holders",
    "changes",
    "streams",
    "lastEvent",
    "lastHeld",
    "lagSeconds",
    "completeUpTo.eventTime",
    "completeUpTo.asOf",
    "completeUpTo.lateAsOf",
    "openGaps",
    "lostGaps",
    "unrecognised",
    "partition",
    "account",
    "region",
  ],
};
