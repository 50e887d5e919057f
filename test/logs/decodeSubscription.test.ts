import * as fc from "fast-check";
import { gzipSync } from "node:zlib";
import { decodeBase64 } from "../../shared/logs/decodeBase64.ts";
import { decodeSubscription, MAX_MESSAGE_BYTES } from "../../shared/logs/decodeSubscription.ts";
import { gunzip } from "./gunzip.ts";

const MESSAGE = {
  messageType: "DATA_MESSAGE",
  owner: "111122223333",
  logGroup: "/aws/sagemaker/Endpoints/mood",
  logStream: "blue/i-0a1b2c3d/ssm",
  subscriptionFilters: ["trail"],
};
const EVENT = {
  id: "7".repeat(56),
  timestamp: 1_730_000_000_000,
  message: "[sagemaker ssm logs][c] # ls",
};

const packed = (bytes: string | Uint8Array): unknown => ({
  awslogs: { data: gzipSync(bytes).toString("base64") },
});
const sent = (json: unknown): unknown => packed(JSON.stringify(json));
const decode = (payload: unknown): ReturnType<typeof decodeSubscription> =>
  decodeSubscription(payload, gunzip);

test("a data message comes out as it went in, with its gzip as it came", () => {
  const event = fc.record({
    id: fc.stringMatching(/^[0-9]{56}$/),
    timestamp: fc.nat({ max: 8.64e15 }),
    message: fc.string({ unit: "grapheme" }),
  });
  fc.assert(
    fc.property(fc.array(event), (logEvents) => {
      const { messageType: _, ...from } = MESSAGE;
      const message = { ...from, events: logEvents, rejected: [] };
      const gzip = gzipSync(JSON.stringify({ ...MESSAGE, logEvents }));
      const decoded = decode({ awslogs: { data: gzip.toString("base64") } });
      expect(decoded).toEqual({ kind: "data", message, gzip: new Uint8Array(gzip) });
    }),
  );
});

test("fields nobody knows yet are no reason to refuse", () => {
  const json = {
    ...MESSAGE,
    policyLevel: "ACCOUNT_LEVEL_POLICY",
    logEvents: [{ ...EVENT, extractedFields: { a: "b" } }],
  };
  expect(decode(sent(json))).toMatchObject({ kind: "data", message: { events: [EVENT] } });
});

test("a control message is one, whatever else it holds", () => {
  expect(decode(sent({ messageType: "CONTROL_MESSAGE", owner: "CloudwatchLogs" }))).toEqual({
    kind: "control",
  });
});

test.each([
  [undefined, "not-an-object", "nothing"],
  [null, "not-an-object", "null"],
  ["{}", "not-an-object", "text"],
  [[], "not-an-object", "a list"],
  [{}, "no-awslogs-data", "another event"],
  [{ awslogs: null }, "no-awslogs-data", "null inside"],
  [{ awslogs: { data: 1 } }, "no-awslogs-data", "a number"],
  [{ awslogs: { data: "*" } }, "not-base64", "no base64 digit"],
  [{ awslogs: { data: "AAAAA" } }, "not-base64", "a digit too many"],
  [{ awslogs: { data: "AA=A" } }, "not-base64", "padding inside"],
  [{ awslogs: { data: "AAé=" } }, "not-base64", "outside ASCII"],
  [{ awslogs: { data: "" } }, "not-gzip", "empty"],
  [{ awslogs: { data: Buffer.from("{}").toString("base64") } }, "not-gzip", "not zipped"],
  [
    { awslogs: { data: gzipSync("{}").subarray(0, 12).toString("base64") } },
    "corrupt-gzip",
    "cut short",
  ],
  [{ awslogs: { data: "H4s=" } }, "corrupt-gzip", "gzip's mark and nothing else"],
  [packed(new Uint8Array(MAX_MESSAGE_BYTES + 1)), "too-large", "a bomb"],
  [packed(""), "not-json", "empty inside"],
  [packed('{"messageType":"DATA_'), "not-json", "JSON cut short"],
  [packed("\u0000\u0000"), "not-json", "NULs"],
  [sent([MESSAGE]), "not-a-message", "a list"],
  [sent("text"), "not-a-message", "a text"],
  [sent({ Records: [] }), "not-a-message", "another service's event"],
  [sent({ ...MESSAGE, messageType: "NEW_MESSAGE" }), "unknown-message-type", "a type of tomorrow"],
  [sent({ ...MESSAGE, messageType: { a: 1 } }), "unknown-message-type", "no text"],
  [sent({ ...MESSAGE, logGroup: "", logEvents: [] }), "no-log-group", "no group"],
  [sent({ ...MESSAGE, logStream: 7, logEvents: [] }), "no-log-stream", "no stream"],
  [sent({ ...MESSAGE, logEvents: { 0: EVENT } }), "no-log-events", "no list"],
])("payload %# is unreadable as %s: %s", (payload, code) => {
  expect(decode(payload)).toMatchObject({ kind: "unreadable", code });
});

test("a gunzip that forgets the cap is found out", () => {
  const bytes = new Uint8Array(MAX_MESSAGE_BYTES + 1);
  expect(decodeSubscription(packed("{}"), () => bytes)).toMatchObject({ code: "too-large" });
});

test("what couldn't be parsed isn't quoted: it may hold secrets", () => {
  expect(JSON.stringify(decode(packed("hunter2")))).not.toContain("hunter2");
});

test.each<[unknown, string, string]>([
  [null, "not-an-object", "null"],
  ["text", "not-an-object", "text"],
  [{ ...EVENT, id: {} }, "bad-id", "an object for an ID"],
  [{ ...EVENT, timestamp: "1730000000000" }, "bad-timestamp", "text for a time"],
  [{ ...EVENT, timestamp: 1.5 }, "bad-timestamp", "half a millisecond"],
  [{ ...EVENT, timestamp: -1 }, "bad-timestamp", "before 1970"],
  [{ ...EVENT, timestamp: 8.65e15 }, "bad-timestamp", "past the last date"],
  [{ ...EVENT, message: undefined }, "bad-message", "no message"],
])("element %# costs only itself, as %s: %s", (element, reason) => {
  const decoded = decode(sent({ ...MESSAGE, logEvents: [EVENT, element, EVENT] }));
  const rejected = [{ index: 1, reason }];
  expect(decoded).toMatchObject({ kind: "data", message: { events: [EVENT, EVENT], rejected } });
});

test.each<[unknown, string | null, string]>([
  ["12", "12", "text stays"],
  [42, "42", "an emulator's number"],
  [3.8e55, null, "a number that lost its digits stands for no event"],
  ["", null, "empty"],
  [undefined, null, "none, as get-log-events gives none"],
])("the ID %j is read as %j: %s", (id, read) => {
  const decoded = decode(sent({ ...MESSAGE, logEvents: [{ ...EVENT, id }] }));
  expect(decoded).toMatchObject({ message: { events: [{ ...EVENT, id: read }] } });
});

test.each<[unknown, string]>([
  ["CloudwatchLogs", "no account"],
  [111122223333, "a number, which drops leading zeros"],
  [undefined, "none"],
])("the owner %j is unknown: %s", (owner) => {
  expect(decode(sent({ ...MESSAGE, owner, logEvents: [] }))).toMatchObject({
    message: { owner: "unknown" },
  });
});

test("invalid UTF-8 costs only the bytes that are none", () => {
  const json = JSON.stringify({ ...MESSAGE, logEvents: [{ ...EVENT, message: "a~b" }, EVENT] });
  const bytes = Buffer.from(json);
  bytes[json.indexOf("a~b") + 1] = 0xff;
  expect(decode(packed(bytes))).toMatchObject({
    message: { events: [{ ...EVENT, message: "a\uFFFDb" }, EVENT] },
  });
});

test("a line of a megabyte and a line of NULs are lines", () => {
  const messages = ["x".repeat(1_000_000), "\u0000".repeat(1000)];
  const logEvents = messages.map((message) => ({ ...EVENT, message }));
  expect(decode(sent({ ...MESSAGE, logEvents }))).toMatchObject({ message: { events: logEvents } });
});

test("base64 is read as Node reads it, padded or not", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.boolean(), (bytes, padded) => {
      const text = Buffer.from(bytes).toString("base64");
      expect(decodeBase64(padded ? text : text.replace(/=+$/, ""))).toEqual(bytes);
    }),
  );
});

test("nothing throws", () => {
  const data = fc.oneof(
    fc.base64String(),
    fc.string(),
    fc.json().map((json) => gzipSync(json).toString("base64")),
  );
  fc.assert(fc.property(data, (data) => void decode({ awslogs: { data } })));
  fc.assert(fc.property(fc.anything(), (payload) => void decode(payload)));
});
