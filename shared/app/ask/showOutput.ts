import type { OutputAnswer } from "../../query/Answer.ts";
import type { QuestionOf, ScopeFilter } from "../../query/Question.ts";
import { answer, refuse, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { chooseSource } from "../../session/chooseSource.ts";
import { scopeOfReading } from "../../session/commandRows.ts";
import type { Source } from "../../session/Facts.ts";
import { commandSort } from "../../session/keys.ts";
import type { KeptCommand, TextPlace } from "../../session/KeptCommand.ts";
import { sourceKey } from "../../session/mergeFacts.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import { parseScope } from "../../target/Scope.ts";
import { loadLane } from "../laneAbout.ts";
import type { Ports } from "../Ports.ts";
import { sourcePieces } from "../sourcePieces.ts";
import type { Store } from "../Store.ts";
import { parseCommandId } from "./commandId.ts";
import type { Described } from "./describe.ts";
import { loadDescribed } from "./readings.ts";
import { RedactedEnds } from "./RedactedEnds.ts";
import { findSession } from "./showSession.ts";

/** Characters of each end. */
const SHOWN = 8_192;

type Asked = QuestionOf<"output">;

/** What a command printed, as raw terminal text: its beginning, its end, and how much lies between. */
export async function showOutput(
  { store }: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<OutputAnswer>> {
  const id = parseCommandId(question.command);
  const name = JSON.stringify(question.command.slice(0, 64));
  if (id === undefined)
    return refuse(400, "bad-parameter", `command ${name} is no command's id; /commands gives them`);
  const found = await findReading(store, question, id.reading);
  if (!found.ok) return found;
  const { head, partition } = found.answer;
  const { position, offset } = id.at;
  const [kept] = await store.load<KeptCommand>([
    { partition, sort: commandSort(position, offset) },
  ]);
  if (kept === undefined)
    return refuse(404, "not-found", `no command ${name} is known there; /commands lists them`);
  return answer(await printed(store, head, kept.value, redactor));
}

type Found = Described & { readonly partition: string };

/** The text that the command was read from: the session's, or the one that its ID itself names. */
async function findReading(
  store: Store,
  question: Asked,
  partition: string | null,
): Promise<Answered<Found>> {
  const { session } = question;
  if (partition !== null) {
    if (session !== null)
      return refuse(
        400,
        "bad-parameter",
        "session: this command's text belongs to no session, or to several: leave it out",
      );
    const [reading] = await loadDescribed(store, [partition]);
    if (reading === undefined || !isWithin(question, scopeOfReading(reading.head.ref)))
      return refuse(404, "not-found", "no text of that id is known; /commands gives ids");
    return answer({ ...reading, partition });
  }
  if (session === null)
    return refuse(
      400,
      "missing-parameter",
      "output needs session: this id is of a session's command; /commands says which",
    );
  return findSession(store, question, session);
}

function isWithin({ account, region }: ScopeFilter, scopeText: string): boolean {
  const scope = parseScope(scopeText);
  return (
    (account === null || scope?.accountId === account) &&
    (region === null || scope?.region === region)
  );
}

async function printed(
  store: Store,
  head: ReadingHead,
  command: KeptCommand,
  redactor: Redactor,
): Promise<OutputAnswer> {
  const output = new RedactedEnds(redactor, SHOWN);
  const source = sourceOf(head, command);
  const range = rangeOf(head, command);
  if (source === undefined || range === undefined) return output.end();
  const { from, to } = range;
  const about = await loadLane(store, source.lane);
  const start = from === null ? {} : { from: from.position };
  const pieces = sourcePieces(store, { ref: head.ref, source, about, after: null, ...start });
  for await (const run of pieces) {
    for (const { position, text } of run) {
      if (from !== null && position < from.position) continue;
      if (to !== null && position > to.position) continue;
      const begin = position === from?.position ? from.offset : 0;
      output.add(text.slice(begin, position === to?.position ? to.offset : text.length));
    }
    if (to !== null && (run.at(-1)?.position ?? "") > to.position) break;
  }
  return output.end();
}

const sourceOf = ({ facts, digest }: ReadingHead, { kind }: KeptCommand): Source | undefined =>
  kind === "document"
    ? chooseSource(facts)
    : facts.sources.find((one) => sourceKey(one) === digest.source);

/** Null ends: all of the text, for a document's command is all that its session runs. */
function rangeOf(
  { facts }: ReadingHead,
  { kind, output }: KeptCommand,
): { from: TextPlace | null; to: TextPlace | null } | undefined {
  if (kind !== "document") return output ?? undefined;
  return facts.claims.command?.kept.length === 1 ? { from: null, to: null } : undefined;
}
