import type { EvidenceAnswer, ListAnswer, Missing, PlaceAnswer } from "../query/Answer.ts";
import { count, list, named, nothing, object, orNull, text, time, type Schema } from "./Schema.ts";

type Fields<T> = { readonly [K in keyof T]-?: Schema<T[K]> };

export const placeFields: Fields<PlaceAnswer> = {
  partition: text("`aws`, `aws-cn`, … or `unknown`"),
  account: text("Twelve digits, or `unknown`"),
  region: text("Such as `eu-west-1`, or `unknown`"),
};

export const evidenceFields: Fields<EvidenceAnswer> = {
  logGroup: text(),
  logStream: text(),
  eventId: orNull(text("Null where the source gives no event IDs")),
  timestamp: time("When it was shipped, not when it happened"),
};

export const evidenceSchema: Schema<EvidenceAnswer> = object(
  evidenceFields,
  [],
  "The log event that it was read from",
);
export const evidence: Schema<EvidenceAnswer> = named("Evidence", evidenceSchema);

export const missingSchema: Schema<Missing> = object(
  {
    catchingUp: list(text(), "Sessions looked at whose rows lag behind their evidence"),
    withheldSessions: count(
      "Sessions whose text is held but not shown: nothing says that they are SageMaker's; 100 stands for more too",
    ),
    completeUpTo: nothing("Null: the sources were never re-read"),
  },
  [],
  "What the answer is known not to hold",
);
export const missing: Schema<Missing> = named("Missing", missingSchema);

/** A page of these. */
export const page = <T>(item: Schema<T>): Schema<ListAnswer<T>> =>
  object<ListAnswer<T>>(
    {
      items: list(item, "Newest first"),
      nextToken: orNull(
        text("Null when nothing remains; there may be more even behind a page without items"),
      ),
      missing,
      examined: object(
        { commands: count(), backTo: orNull(time()) },
        [],
        "Where a filter made this page look at many: how many, and back to what time",
      ),
    },
    ["examined"],
  );
