import type { AccessAnswer } from "../../shared/query/Answer.ts";
import type { Shape } from "../render/Column.ts";
import { timeCell } from "./cells.ts";

export const accessShape: Shape<AccessAnswer> = {
  noun: "accesses",
  columns: [
    { title: "when (UTC)", yields: true, cell: ({ at }) => timeCell(at) },
    { title: "who", least: 12, cell: ({ who }) => who ?? "unknown" },
    { title: "via", cell: ({ via }) => via },
    { title: "question", least: 20, cell: questionCell, whole: "wrapped" },
    {
      title: "revealed",
      cell: ({ revealed }) => (revealed ? "yes" : "-"),
      tone: ({ revealed }) => (revealed ? "bad" : undefined),
    },
    { title: "rows", cell: ({ rows }) => String(rows), right: true },
  ],
  fields: ["at", "who", "account", "via", "ask", "asked", "revealed", "rows"],
};

function questionCell({ ask, asked }: AccessAnswer): string {
  const given = Object.entries(asked).map(([name, value]) => `${name}=${value}`);
  return [ask, ...given].join(" ");
}
