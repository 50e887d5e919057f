import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import type { CommandAnswer, ListAnswer } from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import type { Reported } from "./SessionScore.ts";

/**
 * What is answered for a recorded session once its evidence (`<form>.jsonl` or `.jsonl.gz` in the
 * folder, one decoded subscription event a line) went through the ingest that Lambda runs.
 */
export async function ingestedCommands(
  ports: Ports,
  account: string,
  session: string,
  folder: string,
  form: Form,
): Promise<Reported[]> {
  const lines = evidenceOf(folder, form)
    .split("\n")
    .filter((line) => line !== "");
  await ingestMessages(
    ports,
    lines.map((line): unknown => JSON.parse(line)),
    account,
  );
  return answeredCommands(ports, account, session);
}

/** Takes decoded subscription events in; `account` replaces the one that they name. */
export async function ingestMessages(
  ports: Ports,
  messages: readonly unknown[],
  account?: string,
): Promise<void> {
  for (const [n, json] of messages.entries()) {
    const decoded = readDataMessage(json);
    if (decoded.kind !== "data") continue;
    const { message } = decoded;
    const groups = message.logGroup.startsWith("/aws/sagemaker/") ? [] : [message.logGroup];
    const settings = {
      partition: "aws",
      region: "us-east-1",
      sessionLogGroups: groups,
      declaredLogGroups: groups,
    };
    const delivery = { attemptId: `${n}`, read: "live", firstOrdinal: 0 };
    await ingest(ports, settings, { ...message, owner: account ?? message.owner }, delivery);
  }
}

function evidenceOf(folder: string, form: Form): string {
  const plain = join(folder, `${form}.jsonl`);
  return existsSync(plain)
    ? readFileSync(plain, "utf8")
    : gunzipSync(readFileSync(`${plain}.gz`)).toString("utf8");
}

/** Oldest first, through the very questions that users ask. */
export async function answeredCommands(
  ports: Ports,
  account: string,
  session: string,
): Promise<Reported[]> {
  const commands: Reported[] = [];
  let nextToken: string | null = null;
  do {
    // The truth holds secrets as they were typed.
    const given = {
      account,
      session,
      reveal: "true",
      maxResults: "1000",
      ...(nextToken && { nextToken }),
    };
    const question = parseQuestion("commands", given, Date.now());
    if (!question.ok) throw new Error(question.error.detail);
    const answered = await ask(ports, question.answer, { mayReveal: true });
    if (!answered.ok) throw new Error(answered.error.detail);
    const page = answered.answer as ListAnswer<CommandAnswer>;
    for (const { command, confidence, kind, cwd, host, exit } of page.items)
      commands.push({ command, confidence, kind, cwd, host, exit });
    nextToken = page.nextToken;
  } while (nextToken !== null);
  return commands.reverse();
}
