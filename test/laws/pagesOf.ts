import { ask } from "../../shared/app/ask.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import type { ListAnswer } from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";

/** The items of all pages of a list, asked for `size` at a time. */
export async function pagesOf(
  ports: Ports,
  asked: Ask,
  parameters: Readonly<Record<string, string>>,
  size: number,
): Promise<unknown[]> {
  const items: unknown[] = [];
  let nextToken = "";
  do {
    const given = {
      ...parameters,
      maxResults: String(size),
      ...(nextToken === "" ? {} : { nextToken }),
    };
    const question = parseQuestion(asked, given, Date.parse("2026-11-22T00:00:00Z"));
    if (!question.ok) throw new Error(question.error.detail);
    const answered = await ask(ports, question.answer);
    if (!answered.ok) throw new Error(answered.error.detail);
    const page = answered.answer as ListAnswer<unknown>;
    expect(page.items.length).toBeLessThanOrEqual(size);
    items.push(...page.items);
    nextToken = page.nextToken ?? "";
  } while (nextToken !== "");
  return items;
}
