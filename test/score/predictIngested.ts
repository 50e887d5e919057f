import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import type { CommandAnswer, ListAnswer } from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import { newAccount, openEngine, portsOn } from "../laws/lawEngine.ts";

/**
 * `predictIngested.ts DIR FORM OUT`: what is answered for each session folder of DIR once its
 * evidence went through the ingest that Lambda runs.
 */
const [dir = "", form = "transcript", out = "predictions.json"] = process.argv.slice(2);
const engine = await openEngine("sqlite");
if (engine.kind !== "open") throw new Error(engine.reason);
const ports = portsOn(engine.table);
const found: Record<string, unknown[]> = {};
for (const id of readdirSync(dir).filter((name) => existsSync(join(dir, name, "truth.json"))))
  found[id] = await answersOf(ports, join(dir, id));
writeFileSync(out, JSON.stringify(found));
await engine.close();

async function answersOf(ports: Ports, folder: string): Promise<unknown[]> {
  const account = newAccount();
  const text = gunzipSync(readFileSync(join(folder, `${form}.jsonl.gz`))).toString("utf8");
  const facts: unknown = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));
  const session = String(
    typeof facts === "object" && facts !== null ? Reflect.get(facts, "session") : "",
  );
  for (const [n, line] of text.split("\n").entries()) {
    const decoded = line === "" ? undefined : readDataMessage(JSON.parse(line));
    if (decoded?.kind !== "data") continue;
    const { message } = decoded;
    const settings: Settings = {
      partition: "aws",
      region: "us-east-1",
      sessionLogGroups: [message.logGroup],
      declaredLogGroups: [message.logGroup],
    };
    const delivery = { attemptId: `${n}`, read: "live", firstOrdinal: 0 };
    await ingest(ports, settings, { ...message, owner: account }, delivery);
  }
  return commandsOf(ports, account, session);
}

async function commandsOf(ports: Ports, account: string, session: string): Promise<unknown[]> {
  const commands: unknown[] = [];
  let nextToken = "";
  do {
    const given = {
      account,
      session,
      maxResults: "1000",
      ...(nextToken === "" ? {} : { nextToken }),
    };
    const question = parseQuestion("commands", given, Date.now());
    if (!question.ok) throw new Error(question.error.detail);
    const answered = await ask(ports, question.answer);
    if (!answered.ok) throw new Error(answered.error.detail);
    const page = answered.answer as ListAnswer<CommandAnswer>;
    for (const { command, confidence, kind } of page.items)
      commands.push({ command, confidence, kind });
    nextToken = page.nextToken ?? "";
  } while (nextToken !== "");
  return commands.reverse();
}
