import { ask } from "../../shared/app/ask.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import type {
  AttemptAnswer,
  CommandAnswer,
  FindingAnswer,
  ListAnswer,
  SessionAnswer,
} from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";
import type { Expected, ExpectedSession } from "./readCase.ts";

type Given = Readonly<Record<string, string>>;

async function list<T>(ports: Ports, name: Ask, given: Given): Promise<ListAnswer<T>> {
  const question = parseQuestion(name, { ...given, maxResults: "1000" }, 0);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(ports, question.answer);
  if (!answered.ok) throw new Error(answered.error.detail);
  return answered.answer as ListAnswer<T>;
}

/** What is answered, as far as the case says anything of its kind. */
export async function seenOf(
  ports: Ports,
  account: string,
  other: string,
  expected: Expected,
): Promise<Expected> {
  const commands = (await list<CommandAnswer>(ports, "commands", { account })).items;
  const own = await sessionsOf(ports, account, expected.sessions);
  const ambiguous = commands.filter(({ link }) => link === "ambiguous").toReversed();
  return {
    sessions: own,
    ...(expected.other === undefined
      ? {}
      : { other: await sessionsOf(ports, other, expected.other) }),
    ...(expected.findings === undefined ? {} : { findings: await aboutNoSession(ports, account) }),
    ...(expected.attempts === undefined ? {} : { attempts: await attemptsOf(ports, account) }),
    ...(expected.hidden === undefined ? {} : { hidden: await hiddenOf(ports, account) }),
    ...(expected.unplaced === undefined
      ? {}
      : { unplaced: commands.filter(({ link }) => link === "none").map((one) => one.command) }),
    ...(expected.ambiguous === undefined
      ? {}
      : {
          ambiguous: {
            commands: ambiguous.map(({ command }) => command),
            attribution: ambiguous[0]?.attribution ?? "",
            actor: ambiguous[0]?.actor ?? null,
          },
        }),
  };
}

/** Every session that is shown but those that only make trail records reach far enough. */
async function sessionsOf(
  ports: Ports,
  account: string,
  expected: Expected["sessions"],
): Promise<Expected["sessions"]> {
  const { items } = await list<SessionAnswer>(ports, "sessions", { account });
  const seen: [string, ExpectedSession][] = [];
  for (const session of items.filter((one) => !one.session.startsWith("nobody")))
    seen.push([
      session.session,
      await sessionOf(ports, account, session, expected[session.session]),
    ]);
  return Object.fromEntries(seen);
}

async function sessionOf(
  ports: Ports,
  account: string,
  session: SessionAnswer,
  wanted: ExpectedSession | undefined,
): Promise<ExpectedSession> {
  const given = { account, session: session.session };
  const { items } = await list<CommandAnswer>(ports, "commands", given);
  const found = (await list<FindingAnswer>(ports, "findings", given)).items;
  const told = session.findings.filter((kind) => !found.some((one) => one.kind === kind));
  if (told.length > 0) throw new Error(`the list of findings lacks ${told.join(", ")}`);
  const { name, candidates, resumedBy, reason } = session;
  return {
    attribution: session.attribution,
    actor: session.actor,
    ...pick({ name, candidates, resumedBy, reason }, wanted),
    findings: [...new Set(found.map(({ kind }) => kind))].sort(),
    links: [...new Set(items.map(({ link }) => link))],
    commands: items.toReversed().map(({ command }) => command),
    ...(wanted?.repeated === undefined
      ? {}
      : { repeated: items.filter(({ repeated }) => repeated).map(({ command }) => command) }),
    ...(wanted?.details === undefined
      ? {}
      : {
          details: Object.fromEntries(
            Object.keys(wanted.details).map((kind) => [
              kind,
              found.find((one) => one.kind === kind)?.detail[0]?.split(":")[0] ?? "",
            ]),
          ),
        }),
  };
}

const pick = <T extends object>(all: T, wanted: object | undefined): Partial<T> =>
  Object.fromEntries(
    Object.entries(all).filter(([name]) => wanted !== undefined && name in wanted),
  ) as Partial<T>;

async function aboutNoSession(ports: Ports, account: string): Promise<string[]> {
  const { items } = await list<FindingAnswer>(ports, "findings", { account });
  return items.flatMap(({ session, kind }) => (session === null ? kind : [])).sort();
}

async function attemptsOf(ports: Ports, account: string): Promise<string[]> {
  const { items } = await list<AttemptAnswer>(ports, "attempts", { account });
  return items.map(({ errorCode }) => errorCode).sort();
}

async function hiddenOf(
  ports: Ports,
  account: string,
): Promise<{ foreign: number; withheld: number }> {
  const { missing } = await list<SessionAnswer>(ports, "sessions", { account });
  return { foreign: missing.foreignSessions, withheld: missing.withheldSessions };
}
