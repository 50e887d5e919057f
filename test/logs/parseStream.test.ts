import * as fc from "fast-check";
import { formatStream } from "../../shared/logs/formatStream.ts";
import { parseStream } from "../../shared/logs/parseStream.ts";
import { ENDPOINT_ROOTS } from "../../shared/logs/Stream.ts";
import { instanceArbitrary, nameArbitrary } from "../target/targetIdArbitrary.ts";

const sessionLogGroups = ["/ssm/sessions", "/audit/eu-*"];
const ENDPOINT = { kind: "endpoint", endpoint: "Mood", variant: "blue", instance: "i-0a1b2c3d" };

test("reading a written endpoint stream gives it back, under either root", () => {
  const stream = fc.record({
    kind: fc.constant("endpoint" as const),
    endpoint: nameArbitrary,
    variant: nameArbitrary,
    instance: instanceArbitrary,
  });
  fc.assert(
    fc.property(stream, fc.constantFrom(...ENDPOINT_ROOTS), (stream, root) => {
      expect(parseStream({ ...formatStream(stream, root), sessionLogGroups })).toEqual(stream);
    }),
  );
});

test("reading a written session stream gives it back", () => {
  const sessionId = fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,96}$/);
  fc.assert(
    fc.property(sessionId, (sessionId) => {
      const stream = { kind: "session", sessionId } as const;
      expect(parseStream({ ...formatStream(stream, "/ssm/sessions"), sessionLogGroups })).toEqual(
        stream,
      );
    }),
  );
});

test.each([
  [
    "/aws/sagemaker/endpoints/Mood",
    "blue/i-0a1b2c3d/ssm",
    "the SSM page's spelling; the name keeps its case",
    ENDPOINT,
  ],
  ["/aws/sagemaker/Endpoints/Mood", "blue/i-0a1b2c3d/ssm", "the logging page's spelling", ENDPOINT],
  [
    "/ssm/sessions",
    "ana.b@example.com-0a1b2c3d4e5f60718",
    "a session",
    { kind: "session", sessionId: "ana.b@example.com-0a1b2c3d4e5f60718" },
  ],
  [
    "/ssm/sessions",
    "03e5208a141a9a039",
    "a session without a principal part",
    { kind: "session", sessionId: "03e5208a141a9a039" },
  ],
  ["/audit/eu-west-1", "a-1", "an entry with a wildcard", { kind: "session", sessionId: "a-1" }],
])("%s %s: %s", (logGroup, logStream, _why, stream) => {
  expect(parseStream({ logGroup, logStream, sessionLogGroups })).toEqual(stream);
});

test.each([
  [
    "/aws/sagemaker/ENDPOINTS/Mood",
    "blue/i-0a1b2c3d/ssm",
    "other-group",
    "groups have case; only two spellings are known",
  ],
  [
    "/aws/sagemaker/TrainingJobs",
    "job/algo-1-1700000000/ssm",
    "other-group",
    "training writes a like stream",
  ],
  ["/aws/sagemaker/InferenceComponents/x", "8e1c", "other-group", "inference components"],
  ["/ssm/sessions/", "a-1", "other-group", "an entry without * is a whole name"],
  ["/audit/us-east-1", "a-1", "other-group", "another prefix"],
  ["/aws/sagemaker/endpoints/", "blue/i-0a1b2c3d/ssm", "bad-endpoint-name", "no name"],
  ["/aws/sagemaker/endpoints/a_b", "blue/i-0a1b2c3d/ssm", "bad-endpoint-name", "an underscore"],
  ["/aws/sagemaker/endpoints/a/b", "blue/i-0a1b2c3d/ssm", "bad-endpoint-name", "a deeper group"],
  ["/aws/sagemaker/endpoints/Mood", "blue/i-0a1b2c3d", "not-ssm-stream", "the container's own log"],
  [
    "/aws/sagemaker/endpoints/Mood",
    "blue/i-0a1b2c3d/data-log",
    "not-ssm-stream",
    "async inference",
  ],
  [
    "/aws/sagemaker/endpoints/Mood",
    "blue/i-0a1b2c3d/container-1",
    "not-ssm-stream",
    "a pipeline's container",
  ],
  ["/aws/sagemaker/endpoints/Mood", "blue/i-0a1b2c3d/ssm/ssm", "not-ssm-stream", "a fourth part"],
  ["/aws/sagemaker/endpoints/Mood", "blue/i-0a1b2c3d/SSM", "not-ssm-stream", "streams have case"],
  ["/aws/sagemaker/endpoints/Mood", "ssm", "not-ssm-stream", "the suffix alone"],
  ["/aws/sagemaker/endpoints/Mood", "bl_ue/i-0a1b2c3d/ssm", "bad-variant-name", "an underscore"],
  ["/aws/sagemaker/endpoints/Mood", "blue/1/ssm", "bad-instance-id", "a shortened instance ID"],
  ["/aws/sagemaker/endpoints/Mood", "blue/i-0A1B2C3D/ssm", "bad-instance-id", "upper-case hex"],
  ["/ssm/sessions", "a/b", "bad-session-id", "a slash"],
  ["/ssm/sessions", "", "bad-session-id", "nothing"],
  ["/ssm/sessions", "s".repeat(97), "bad-session-id", "97 characters"],
])("%s %s is refused as %s: %s", (logGroup, logStream, reason) => {
  const stream = parseStream({ logGroup, logStream, sessionLogGroups });
  expect(stream).toEqual({ kind: "refused", reason });
});

test("an endpoint's group is never a session's, whatever the list says", () => {
  const stream = parseStream({
    logGroup: "/aws/sagemaker/endpoints/Mood",
    logStream: "a-1",
    sessionLogGroups: ["*"],
  });
  expect(stream).toEqual({ kind: "refused", reason: "not-ssm-stream" });
});
