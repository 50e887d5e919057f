/** The lists that AWS puts log events and CloudTrail records in. */
export type ListName = "events" | "Events" | "Records" | "Sessions";

/** What was read of an input; `line` is where it ends. */
export type Read =
  | { readonly kind: "document"; readonly value: unknown; readonly line: number }
  | {
      readonly kind: "element";
      readonly list: ListName;
      readonly value: unknown;
      readonly line: number;
    }
  | { readonly kind: "problem"; readonly why: string; readonly line: number };
