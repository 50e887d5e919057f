import type { OutputAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, refuse, type Answered } from "../../query/QueryError.ts";
import { commandSort } from "../../session/keys.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import { sourceKey } from "../../session/mergeFacts.ts";
import { loadLane } from "../laneAbout.ts";
import type { Ports } from "../Ports.ts";
import { sourcePieces } from "../sourcePieces.ts";
import { findSession } from "./showSession.ts";

const HEAD = 8_192;
const TAIL = 8_192;
const ID = /^([^+]{1,300})\+([0-9]{1,9})$/;

/** What a command printed, as raw terminal text: its beginning, its end, and how much lies between. */
export async function showOutput(
  { store }: Ports,
  question: QuestionOf<"output">,
): Promise<Answered<OutputAnswer>> {
  const found = await findSession(store, question, question.session);
  if (!found.ok) return found;
  const { head, partition } = found.answer;
  const [, position, offset] = ID.exec(question.command) ?? [];
  const name = JSON.stringify(question.command.slice(0, 64));
  if (position === undefined || offset === undefined)
    return refuse(400, "bad-parameter", `command ${name} is no command's id; /commands gives them`);
  const [kept] = await store.load<KeptCommand>([
    { partition, sort: commandSort(position, Number(offset)) },
  ]);
  const source = head.facts.sources.find((one) => sourceKey(one) === head.digest.source);
  if (kept === undefined)
    return refuse(404, "not-found", `the session has no command ${name}; /commands lists them`);
  if (kept.value.output === null || source === undefined)
    return answer({ head: "", omitted: 0, tail: "" });
  const { from, to } = kept.value.output;
  const output = new BoundedText();
  const about = await loadLane(store, source.lane);
  const pieces = sourcePieces(store, {
    ref: head.ref,
    source,
    about,
    after: null,
    from: from.position,
  });
  for await (const run of pieces) {
    for (const { position, text } of run) {
      if (position < from.position || position > to.position) continue;
      const start = position === from.position ? from.offset : 0;
      const end = position === to.position ? to.offset : text.length;
      output.add(text.slice(start, end));
    }
    if ((run.at(-1)?.position ?? "") > to.position) break;
  }
  return answer(output.end());
}

class BoundedText {
  #head = "";
  #tail = "";
  #length = 0;

  add(text: string): void {
    this.#length += text.length;
    const room = HEAD - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail = (this.#tail + text.slice(Math.max(0, room))).slice(-TAIL);
  }

  end(): OutputAnswer {
    return {
      head: this.#head,
      omitted: this.#length - this.#head.length - this.#tail.length,
      tail: this.#tail,
    };
  }
}
