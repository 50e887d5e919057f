import type { ArchiveFinding } from "../../shared/app/verify.ts";
import type { Shape } from "../render/Column.ts";

export const archiveFindingShape: Shape<ArchiveFinding> = {
  noun: "findings",
  columns: [
    { title: "flaw", cell: ({ flaw }) => flaw, tone: () => "bad", whole: "unbroken" },
    { title: "where", cell: ({ name }) => name, whole: "wrapped" },
    { title: "detail", cell: ({ detail }) => detail, yields: true, least: 24 },
  ],
  fields: ["flaw", "name", "detail"],
};
