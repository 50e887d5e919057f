import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A delivery of its own: one data message, one trail record, or one reading of DescribeSessions. */
export type Piece =
  | { readonly kind: "message"; readonly message: object }
  | { readonly kind: "record"; readonly record: object }
  | {
      readonly kind: "reported";
      readonly account: string;
      readonly sessions: readonly object[];
      readonly asOf: number;
    };

export interface ExpectedSession {
  readonly attribution: string;
  readonly actor: string | null;
  readonly name?: string | null;
  readonly candidates?: readonly string[];
  readonly resumedBy?: readonly string[];
  readonly reason?: string | null;
  readonly findings: readonly string[];
  /** Of its commands, each once. */
  readonly links: readonly string[];
  readonly commands: readonly string[];
  readonly repeated?: readonly string[];
  /** By kind of finding, how its detail begins. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface Expected {
  readonly sessions: Readonly<Record<string, ExpectedSession>>;
  /** Those of the other account. */
  readonly other?: Readonly<Record<string, ExpectedSession>>;
  /** Kinds of findings about no session. */
  readonly findings?: readonly string[];
  readonly attempts?: readonly string[];
  readonly hidden?: { readonly foreign: number; readonly withheld: number };
  readonly unplaced?: readonly string[];
  readonly ambiguous?: {
    readonly commands: readonly string[];
    readonly attribution: string;
    readonly actor: string | null;
  };
}

/** A case with its two accounts (111122223333, 444455556666) named anew: an index of its own. */
export function readCase(
  folder: string,
  account: string,
  other: string,
): { readonly pieces: readonly Piece[]; readonly expected: Expected } {
  const read = (name: string): string => {
    const path = join(folder, name);
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    return text.replaceAll("111122223333", account).replaceAll("444455556666", other);
  };
  const lines = (name: string): object[] =>
    read(name)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as object);
  const messages = ["prefixed.jsonl", "streamed.jsonl", "transcript.jsonl"].flatMap(lines);
  const told = read("sessions.json");
  const reported =
    told === "" ? [] : [JSON.parse(told) as { asOf: number; Sessions: readonly object[] }];
  const { about: _, ...expected } = JSON.parse(read("expected.json")) as Expected & {
    about: string;
  };
  return {
    pieces: [
      ...messages.map((message): Piece => ({ kind: "message", message })),
      ...lines("cloudtrail.jsonl").map((record): Piece => ({ kind: "record", record })),
      ...reported.map(({ asOf, Sessions: sessions }): Piece => ({
        kind: "reported",
        account,
        sessions,
        asOf,
      })),
    ],
    expected,
  };
}
