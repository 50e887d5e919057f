import type { AccessAnswer } from "../query/Answer.ts";
import { asks } from "../query/parameters.ts";
import type { Ask } from "../query/Question.ts";
import { choice, count, flag, object, orNull, text, texts, time, type Schema } from "./Schema.ts";

// `asks` lists every one of them; the record's type can't say so.
const everyAsk = Object.fromEntries(asks.map((ask) => [ask, true])) as Readonly<Record<Ask, true>>;

export const access: Schema<AccessAnswer> = object(
  {
    at: time("When the answer was given"),
    who: orNull(
      text("ARN of the IAM identity, or the user of the machine; null where nobody says who asked"),
    ),
    account: orNull(text("Twelve digits")),
    via: choice({ "function-url": true, invoke: true, cli: true, loopback: true }),
    ask: choice(everyAsk),
    asked: texts("What it was asked with, cursors and sizes apart"),
    revealed: flag("Whether secrets were shown"),
    rows: count("How many items the answer held"),
  },
  [],
  "Somebody was told commands or text",
);
