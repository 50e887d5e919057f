import type { Ask } from "./Question.ts";

/** A query parameter as people write it: in a URL, on the command line, in the contract. */
export interface Parameter {
  readonly name: string;
  readonly kind: "text" | "time" | "count" | "choice" | "flag";
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly about: string;
}

const text = (name: string, about: string, required = false): Parameter => ({
  name,
  kind: "text",
  required,
  about,
});

const reveal: Parameter = {
  name: "reveal",
  kind: "flag",
  required: false,
  about: "Show secrets instead of marks; takes a permission of its own",
};
const scope: readonly Parameter[] = [
  text("account", "Twelve digits, or `unknown`"),
  text("region", "An AWS region, or `unknown`"),
  reveal,
];
const page: readonly Parameter[] = [
  { name: "maxResults", kind: "count", required: false, about: "1 to 1000; 50 unless told" },
  text("nextToken", "The `nextToken` of the page before"),
];
const time: readonly Parameter[] = [
  { name: "since", kind: "time", required: false, about: "RFC 3339, a date, or `24h`, `7d` ago" },
  { name: "until", kind: "time", required: false, about: "As `since`" },
];
const sessions = [
  text("endpoint", "An endpoint's name, in any case"),
  text("target", "A whole target ID"),
  text("container", "A container's name"),
  text("actor", "An ARN, or a part of one"),
];

/** Every question and what it takes: the one list that the parser, the contract and the CLI share. */
export const parameters: Readonly<Record<Ask, readonly Parameter[]>> = {
  endpoints: [...scope, ...page],
  targets: [
    text("endpoint", "An endpoint's name, in any case", true),
    {
      name: "generation",
      kind: "choice",
      required: false,
      choices: ["current", "all"],
      about:
        "`all` lists what an endpoint update left behind too; `current` says how many those are",
    },
    ...scope,
    ...page,
  ],
  sessions: [...sessions, ...time, ...scope, ...page],
  session: [text("session", "A session ID", true), ...scope],
  commands: [
    text("session", "A session ID"),
    ...sessions,
    text("program", "First word of a simple command, such as `curl`"),
    text("text", "Part of the command, in any case"),
    ...time,
    ...scope,
    ...page,
  ],
  output: [
    text("session", "A session ID; left out where the command has none or several"),
    text("command", "A command's `id`", true),
    ...scope,
  ],
  replay: [text("session", "A session ID", true), ...scope, ...page],
  doubtful: [text("session", "A session ID"), ...sessions, ...time, ...scope, ...page],
  unrecognised: [text("endpoint", "An endpoint's name, in any case"), ...time, ...scope, ...page],
  findings: [
    text("endpoint", "An endpoint's name, in any case"),
    text("session", "A session ID"),
    ...time,
    ...scope,
    ...page,
  ],
  gaps: [
    text("endpoint", "An endpoint's name, in any case"),
    {
      name: "state",
      kind: "choice",
      required: false,
      choices: ["all", "open", "lost", "healed"],
      about: "Only gaps in that state",
    },
    ...time,
    ...scope,
    ...page,
  ],
  attempts: [
    text("endpoint", "An endpoint's name, in any case"),
    text("actor", "An ARN, or a part of one"),
    ...time,
    ...scope,
    ...page,
  ],
  coverage: [text("endpoint", "An endpoint's name, in any case"), ...scope, ...page],
  counts: [...sessions, ...time, ...scope],
  accesses: [
    text("actor", "Who asked: an ARN or a name, or a part of one"),
    ...time,
    ...page,
    reveal,
  ],
};

export const asks: readonly Ask[] = [
  "endpoints",
  "targets",
  "sessions",
  "session",
  "commands",
  "output",
  "replay",
  "doubtful",
  "unrecognised",
  "findings",
  "gaps",
  "attempts",
  "coverage",
  "counts",
  "accesses",
];
