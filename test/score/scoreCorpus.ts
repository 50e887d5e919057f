import { join } from "node:path";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import { withSqlite } from "../bench/openSqlite.ts";
import { ingestedCommands } from "./ingestedCommands.ts";
import { scoreSession, type Reported, type SessionScore } from "./SessionScore.ts";
import { readTruth, sessionFolders } from "./Truth.ts";

export interface CorpusScore {
  readonly form: Form;
  readonly sessions: readonly (SessionScore & { readonly features: readonly string[] })[];
  readonly predictions: Readonly<Record<string, readonly Reported[]>>;
}

/** Every recorded session of a folder in one form, each in an account of its own. */
export function scoreCorpus(corpus: string, form: Form): Promise<CorpusScore> {
  return withSqlite(async (table) => {
    const ports = nodePorts(tableStore(table, 1));
    const sessions = [];
    const predictions: Record<string, Reported[]> = {};
    for (const [n, id] of sessionFolders(corpus).entries()) {
      const folder = join(corpus, id);
      const truth = readTruth(folder);
      const account = String(100_000_000_000 + n);
      const reported = await ingestedCommands(ports, account, truth.session, folder, form);
      predictions[id] = reported;
      sessions.push({
        ...scoreSession(id, form, truth, reported),
        features: truth.features,
      });
    }
    return { form, sessions, predictions };
  });
}
