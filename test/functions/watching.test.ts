import { describe, expect, test } from "@jest/globals";
import { toReconcileRequest } from "../../functions/reconcile/toReconcileRequest.ts";
import { toAbout } from "../../functions/subscribe/toAbout.ts";
import { watchEnvironment } from "../../shared/aws/environment.ts";
import { matchesPattern, PREFIX_PATTERN } from "../../shared/logs/matchesPattern.ts";

describe("what reconcile is asked", () => {
  test("nothing on a schedule, a range or a deep pass by hand", () => {
    expect(toReconcileRequest({})).toEqual({ range: null, deep: false });
    expect(toReconcileRequest(undefined)).toEqual({ range: null, deep: false });
    expect(toReconcileRequest({ deep: true })).toEqual({ range: null, deep: true });
    const range = { since: "2026-11-20T00:00:00Z", until: "2026-11-20T00:00:01Z" };
    expect(toReconcileRequest(range)).toEqual({
      range: { from: Date.parse(range.since), to: Date.parse(range.until) },
      deep: false,
    });
  });
  test.each([
    [{ since: "yesterday", until: "2026-11-20T00:00:00Z" }],
    [{ since: "2026-11-20T00:00:00Z" }],
    [{ since: "2026-11-21T00:00:00Z", until: "2026-11-20T00:00:00Z" }],
  ])("%j is no range", (event) => {
    expect(() => toReconcileRequest(event)).toThrow(/two ISO 8601 times/);
  });
});

test.each<[unknown, object]>([
  [{}, { kind: "all" }],
  [null, { kind: "all" }],
  [{ detail: { EndpointName: "prod" } }, { kind: "endpoint", endpoint: "prod" }],
  [{ detail: { EndpointName: "no_name" } }, { kind: "all" }],
  [
    { detail: { eventName: "CreateLogGroup", requestParameters: { logGroupName: "/a" } } },
    { kind: "log-group", logGroup: "/a" },
  ],
  [{ detail: { requestParameters: null } }, { kind: "all" }],
])("subscribe's event %j is about %j", (event, about) => {
  expect(toAbout(event)).toEqual(about);
});

test("the environment of those that watch names what is missing", () => {
  const set = {
    TABLE_NAME: "t",
    AWS_REGION: "cn-north-1",
    ACCOUNT_ID: "111122223333",
    FAILURE_BUCKET: "b",
    INGEST_ARN: "arn",
    FILTER_NAME: "ssmtrail",
  };
  expect(watchEnvironment(set)).toMatchObject({
    scope: "aws-cn/111122223333/cn-north-1",
    patterns: { endpoint: "", session: "" },
    ownLogGroups: [],
  });
  for (const name of ["ACCOUNT_ID", "FAILURE_BUCKET", "INGEST_ARN", "FILTER_NAME"])
    expect(() => watchEnvironment({ ...set, [name]: "" })).toThrow(name);
});

test.each([
  ["", "anything", true],
  [PREFIX_PATTERN, "[sagemaker ssm logs][c] x", true],
  [PREFIX_PATTERN, "\tstatus code: 400", false],
  ['"ERROR"', "an ERROR", true],
  ["?A ?B", "[sagemaker ssm logs][c] x", true],
  ["?A ?B", "model output", false],
])("the pattern %j delivers %j: %s", (pattern, message, delivered) => {
  expect(matchesPattern(pattern, message)).toBe(delivered);
});
