import { nodePorts } from "../../shared/node/nodePorts.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import { withSqlite } from "../bench/openSqlite.ts";
import type { SessionTruth } from "../recorder/account/formatTruth.ts";
import { readExamples } from "../recorder/readExamples.ts";
import { answeredCommands, ingestMessages } from "./ingestedCommands.ts";
import type { CorpusScore } from "./scoreCorpus.ts";
import { scoreSession } from "./SessionScore.ts";
import type { Truth } from "./Truth.ts";

const FORMS = ["transcript", "prefixed", "streamed"] as const satisfies readonly Form[];

/** The committed recordings, all in one account as they lie there, scored by the form each came in. */
export function scoreExamples(folder: string): Promise<CorpusScore[]> {
  const { messages, truth } = readExamples(folder);
  return withSqlite(async (table) => {
    const ports = nodePorts(tableStore(table, 1));
    await ingestMessages(ports, messages);
    const account = messages[0]?.owner ?? "";
    return Promise.all(
      FORMS.map(async (form) => {
        const sessions = [];
        const predictions: Record<string, Awaited<ReturnType<typeof answeredCommands>>> = {};
        for (const [id, session] of Object.entries(truth)) {
          if (session.form !== form) continue;
          const reported = await answeredCommands(ports, account, id);
          predictions[id] = reported;
          sessions.push({
            ...scoreSession(id, form, truthOf(id, session), reported),
            features: [session.document],
          });
        }
        return { form, sessions, predictions };
      }),
    );
  });
}

const truthOf = (id: string, { commands, never }: SessionTruth): Truth => ({
  session: id,
  commands: commands.map(({ text, alt, kind }) => ({
    command: text,
    alternatives: alt ?? [],
    required: kind !== "repl",
    cwd: null,
    exit: null,
  })),
  never: never.map(({ text }) => text),
  features: [],
});
