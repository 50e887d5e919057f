import { hostname } from "node:os";
import { join } from "node:path";
import type { SessionTruth } from "./account/formatTruth.ts";
import { readExamples } from "./readExamples.ts";

const { sizes, messages, trail, truth, text } = readExamples(join(process.cwd(), "examples"));
const sessions = Object.entries(truth);
const recorded = sessions.filter(([, { commands, document }]) => {
  return commands.length > 0 && document === "SSM-SessionManagerRunShell";
});
const distinct = (value: (session: SessionTruth) => string): Set<string> =>
  new Set(sessions.map(([, session]) => value(session)));

describe("the examples are enough to see the product at work", () => {
  test("endpoints, sessions, commands, forms and actors", () => {
    expect(distinct(({ endpoint }) => endpoint).size).toBeGreaterThanOrEqual(3);
    expect(recorded.length).toBeGreaterThanOrEqual(8);
    expect(recorded.flatMap(([, { commands }]) => commands).length).toBeGreaterThanOrEqual(120);
    expect(distinct(({ form }) => form)).toEqual(
      new Set(["streamed", "transcript", "prefixed", "none", "lost"]),
    );
    expect(distinct(({ actor }) => actor).size).toBeGreaterThanOrEqual(3);
  });

  test("both spellings of the log group, several containers, two instances of one endpoint", () => {
    const groups = new Set(messages.map(({ logGroup }) => logGroup.replace(/[^/]+$/, "")));
    expect(groups).toEqual(
      new Set(["/aws/sagemaker/Endpoints/", "/aws/sagemaker/endpoints/", "/ssm/"]),
    );
    expect(text).toContain("[sagemaker ssm logs][preprocess]");
    const streams = messages.filter(({ logGroup }) => logGroup.endsWith("/churn-scorer"));
    expect(new Set(streams.map(({ logStream }) => logStream)).size).toBe(2);
  });

  test("they stay small", () => {
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
  });
});

describe("the examples look like an account's logs", () => {
  test("every data message has the layout of a subscription event", () => {
    for (const { messageType, owner, logGroup, logStream, logEvents } of messages) {
      expect({ messageType, owner }).toEqual({
        messageType: "DATA_MESSAGE",
        owner: "111122223333",
      });
      expect(logEvents.length).toBeGreaterThan(0);
      if (logGroup === "/ssm/session-logs") expect(Object.keys(truth)).toContain(logStream);
      else expect(logStream).toMatch(/^[A-Za-z0-9-]+\/i-[0-9a-f]{17}\/ssm$/);
    }
  });

  test("event IDs are 56 digits and grow within a stream", () => {
    const last = new Map<string, string>();
    for (const { logGroup, logStream, logEvents } of messages) {
      const stream = `${logGroup} ${logStream}`;
      for (const { id } of logEvents) {
        expect(id).toMatch(/^[0-9]{56}$/);
        expect((id ?? "") > (last.get(stream) ?? "")).toBe(true);
        last.set(stream, id ?? "");
      }
    }
  });

  test("every line of an endpoint's stream stands behind the prefix", () => {
    const endpoints = messages.filter(({ logGroup }) => logGroup.startsWith("/aws/sagemaker/"));
    for (const { message } of endpoints.flatMap(({ logEvents }) => logEvents)) {
      expect(message).toMatch(/^\[sagemaker ssm logs\]\[[a-z0-9_-]+\]/);
    }
  });
});

describe("the truth agrees with the evidence", () => {
  test.each(sessions)("%s: CloudTrail knows who opened it, and where", (sessionId, session) => {
    const starts = trail.filter(({ responseElements }) => {
      return (responseElements as { sessionId?: string } | null)?.sessionId === sessionId;
    });
    expect(starts[0]).toMatchObject({
      eventName: "StartSession",
      userIdentity: { arn: session.actor },
      requestParameters: { target: session.target },
    });
  });

  test.each(sessions)("%s: its commands lie within it, in order", (_, session) => {
    const times = session.commands.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    for (const at of times) {
      expect(at >= session.startedAt && at <= session.endedAt).toBe(true);
    }
  });

  test.each(recorded)("%s: each command's first word can be seen", (sessionId, session) => {
    const seen = textOf(sessionId, session);
    for (const { text: command } of session.commands) {
      expect(seen).toContain(command.split(/\s/)[0]);
    }
  });

  test.each(sessions)("%s: what is never a command is none", (sessionId, session) => {
    for (const { text: never, why } of session.never) {
      expect(session.commands.map(({ text: command }) => command)).not.toContain(never);
      if (why.includes("not echoed")) expect(textOf(sessionId, session)).not.toContain(never);
    }
  });

  test("sessions without a shell or whose log is lost have no text", () => {
    const streams = messages.map(({ logStream }) => logStream);
    for (const [sessionId, { form }] of sessions) {
      expect(streams.includes(sessionId)).toBe(form === "streamed" || form === "transcript");
    }
    expect(text).toContain("might result in no logging of session data");
  });

  test("one attempt was refused", () => {
    expect(trail.filter(({ errorCode }) => errorCode === "AccessDenied")).toHaveLength(1);
  });
});

describe("nothing of the machine that recorded them shows", () => {
  test.each([process.cwd(), `@${hostname()}:`, "/stage-", ".hooks", "/run/hooks", "node_modules"])(
    "no %s",
    (trace) => {
      expect(text).not.toContain(trace);
    },
  );

  test("keys are those of AWS documentation's examples", () => {
    const keys = new Set(text.match(/\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g));
    expect(keys).toEqual(new Set(["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"]));
  });
});

/** All that was logged about a session's terminal, on its own stream or on its instance's. */
function textOf(sessionId: string, { instance, form }: SessionTruth): string {
  const streams = messages.filter(({ logStream }) =>
    form === "prefixed" ? logStream.includes(instance) : logStream === sessionId,
  );
  const events = streams.flatMap(({ logEvents }) => logEvents.map(({ message }) => message));
  return erased((form === "streamed" ? events.flatMap(linesOfRecord) : events).join("\n"));
}

const linesOfRecord = (message: string): string[] =>
  (JSON.parse(message) as { sessionData: string[] }).sessionData;

/** What backspaces took away is taken away. */
function erased(text: string): string {
  let before = text.replaceAll("\b \b", "\b").replaceAll("\u001b[K", "");
  for (;;) {
    const after = before.replaceAll(/[^\b][\b]/g, "");
    if (after === before) return after;
    before = after;
  }
}
