import * as fc from "fast-check";
import { parseSessionEvent } from "../../shared/logs/parseSessionEvent.ts";
import { parseSessionRecord } from "../../shared/logs/parseSessionRecord.ts";
import { OWNER, SESSION, TARGET } from "./sampleLines.ts";

const JSON_RECORD = {
  eventVersion: "1.0",
  eventTime: "2025-02-01T08:00:00Z",
  awsRegion: "eu-west-1",
  target: { id: TARGET },
  userIdentity: { arn: OWNER },
  runAsUser: "",
  sessionId: SESSION,
  sessionData: ["# ls <a> & b", "total 0\u001b]0;x\u0007", ""],
};
const RECORD = {
  builtAt: Date.UTC(2025, 1, 1, 8),
  region: "eu-west-1",
  targetId: TARGET,
  ownerArn: OWNER,
  runAsUser: "",
  sessionId: SESSION,
  lines: JSON_RECORD.sessionData,
};

test("a record as the agent writes it, Go's escapes included", () => {
  const text = JSON.stringify(JSON_RECORD)
    .replace("<", "\\u003c")
    .replace(">", "\\u003e")
    .replace("&", "\\u0026");
  expect(parseSessionEvent(text)).toEqual({ kind: "record", record: RECORD });
});

test("any lines come out as they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (lines) => {
      const text = JSON.stringify({ ...JSON_RECORD, sessionData: lines });
      expect(parseSessionRecord(text)?.lines).toEqual(JSON.parse(JSON.stringify(lines)));
    }),
  );
});

test.each([
  [{ sessionData: ["a", 1, null, ["b"], "c"] }, { lines: ["a", "c"] }, "only text is a line"],
  [{ sessionData: [] }, { lines: [] }, "no lines"],
  [{ eventTime: "yesterday" }, { builtAt: null }, "no time"],
  [{ eventTime: "2025-02-31T99:00:00Z" }, { builtAt: null }, "a time that isn't"],
  [{ eventTime: 1 }, { builtAt: null }, "a number"],
  [{ eventTime: "2025-02-01T09:00:00.5+01:00" }, { builtAt: RECORD.builtAt + 500 }, "another zone"],
  [
    { target: null, userIdentity: 7, awsRegion: [], runAsUser: null },
    { targetId: "", ownerArn: "", region: "", runAsUser: "" },
    "no names",
  ],
  [{ somethingNew: { a: 1 } }, RECORD, "a field of tomorrow"],
])("%j: %s", (change, read, _why) => {
  expect(parseSessionRecord(JSON.stringify({ ...JSON_RECORD, ...change }))).toMatchObject(read);
});

test.each([
  [
    "transcript",
    "Script started on 2025-02-01 08:00:00+00:00\n\u001b[?2004h# ls\r\n",
    "a whole transcript",
  ],
  ["transcript", "", "nothing"],
  ["transcript", '{"classes": 3}\nmore', "text that begins with a brace"],
  ["transcript", '{"sessionData":', "a word of a record's"],
  ["transcript", "x".repeat(200_000), "as long as they get"],
  ["transcript", ` ${JSON.stringify(JSON_RECORD)}`, "the agent writes no space before"],
  ["broken-record", JSON.stringify(JSON_RECORD).slice(0, 300), "cut"],
  ["broken-record", JSON.stringify({ ...JSON_RECORD, sessionId: "" }), "for no session"],
  ["broken-record", JSON.stringify({ ...JSON_RECORD, sessionData: "# ls" }), "no list"],
])("%s: %s, %s", (kind, text) => {
  expect(parseSessionEvent(text)).toEqual({ kind, text });
});

test("nothing throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseSessionEvent(text)));
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(
          "eventVersion",
          "sessionId",
          "sessionData",
          "target",
          "userIdentity",
          "eventTime",
        ),
        fc.jsonValue(),
      ),
      (json) => void parseSessionEvent(JSON.stringify(json)),
    ),
  );
});
