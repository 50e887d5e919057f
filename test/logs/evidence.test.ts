import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { DataMessage } from "../../shared/logs/DataMessage.ts";
import { parseSessionEvent } from "../../shared/logs/parseSessionEvent.ts";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { parseStream } from "../../shared/logs/parseStream.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { formatTargetId } from "../../shared/target/formatTargetId.ts";

/** Recorded sessions, kept beside the project and never in it. */
const FOLDERS = ["../shared/corpus", "../shared/casts"].filter((folder) => existsSync(folder));
const sessions = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((session) => existsSync(join(session, "facts.json"))),
);
const withEvidence = sessions.length > 0 ? test : test.skip;
if (sessions.length === 0) console.log("evidence.test: skipped, no recorded sessions at ../shared");

interface Facts {
  session: string;
  target: string;
  actor: string;
}

const factsOf = (session: string): Facts =>
  JSON.parse(readFileSync(join(session, "facts.json"), "utf8")) as Facts;

function messagesOf(session: string, form: string): DataMessage[] {
  const text = gunzipSync(readFileSync(join(session, `${form}.jsonl.gz`))).toString();
  return text
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => {
      const decoded = readDataMessage(JSON.parse(row));
      if (decoded.kind !== "data") throw new Error(`${session}: ${decoded.kind}`);
      return decoded.message;
    });
}

/** The evidence's own agent lines: all have four digits of a second and a context. */
const AGENT = /^ ?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{4} [A-Z]+ \[ssm-/;

withEvidence("prefixed: each line is what it was recorded as, and says what is known", () => {
  const wrong: string[] = [];
  for (const session of sessions) {
    const { session: sessionId, target, actor } = factsOf(session);
    for (const message of messagesOf(session, "prefixed")) {
      expect(parseStream({ ...message, sessionLogGroups: [] }).kind).toBe("endpoint");
      for (const event of message.events) {
        const { said, targets, text } = parseSsmLine(event.message);
        const truth = AGENT.test(text)
          ? "agent"
          : text.includes(target)
            ? "announcement"
            : "terminal";
        if (said.kind !== truth) wrong.push(`${session}: ${said.kind}, not ${truth}`);
        if (truth === "announcement") expect(targets.map(formatTargetId)).toEqual([target]);
        const statements = said.kind === "agent" ? said.line.statements : [];
        for (const statement of statements) {
          expect(statement.sessionId).toBe(sessionId);
          if (statement.kind === "owner") expect(statement.owner).toBe(actor);
          if (statement.kind === "session-target") expect(statement.target).toBe(target);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

withEvidence.each(["streamed", "transcript"])("%s: each event is of its form", (form) => {
  for (const session of sessions) {
    const facts = factsOf(session);
    for (const message of messagesOf(session, form)) {
      const stream = parseStream({ ...message, sessionLogGroups: [message.logGroup] });
      expect(stream).toEqual({ kind: "session", sessionId: facts.session });
      for (const event of message.events) {
        const said = parseSessionEvent(event.message);
        expect(said.kind).toBe(form === "streamed" ? "record" : "transcript");
        if (said.kind !== "record") continue;
        expect(said.record).toMatchObject({
          sessionId: facts.session,
          ownerArn: facts.actor,
          targetId: facts.target,
        });
      }
    }
  }
});
