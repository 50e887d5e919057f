import { describe, expect, test } from "@jest/globals";
import { actorKey } from "../../shared/trail/actorKey.ts";
import { actorName } from "../../shared/trail/actorName.ts";
import { parseIdentity } from "../../shared/trail/parseIdentity.ts";
import { parseReportedSession } from "../../shared/trail/parseReportedSession.ts";
import { parseTrailRecord } from "../../shared/trail/parseTrailRecord.ts";
import { principalPart } from "../../shared/trail/principalPart.ts";
import { isDenied } from "../../shared/trail/TrailRecord.ts";

const ACCOUNT = "111122223333";
const SSO = "AWSReservedSSO_MLEngineer_8f1c2a7d5e3b9046";
const role = (name: string, session: string): string =>
  `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`;
const issuer = (userName: string): object => ({
  sessionIssuer: {
    type: "Role",
    arn: `arn:aws:iam::${ACCOUNT}:role/some/path/${userName}`,
    userName,
  },
});

describe("every kind of identity, as a person reads it", () => {
  const table: readonly [string, object, string | null, string][] = [
    [
      "Identity Center through a permission set",
      { type: "AssumedRole", arn: role(SSO, "maya@example.com"), sessionContext: issuer(SSO) },
      role(SSO, "maya@example.com"),
      "maya@example.com (Identity Center, MLEngineer)",
    ],
    [
      "a role",
      { type: "AssumedRole", arn: role("OnCall", "jonas") },
      role("OnCall", "jonas"),
      "jonas (role OnCall)",
    ],
    [
      "a chained role, whose source identity nobody could change",
      {
        type: "AssumedRole",
        arn: role("Deploy", "botocore-session-1725371830"),
        sessionContext: { sourceIdentity: "maya" },
      },
      role("Deploy", "botocore-session-1725371830"),
      "maya as botocore-session-1725371830 (role Deploy)",
    ],
    [
      "a role without its ARN",
      {
        type: "AssumedRole",
        accountId: ACCOUNT,
        principalId: "AROAEXAMPLE:jonas",
        sessionContext: issuer("OnCall"),
      },
      role("OnCall", "jonas"),
      "jonas (role OnCall)",
    ],
    [
      "an instance's role",
      {
        type: "AssumedRole",
        arn: role("Worker", "i-0123456789abcdef0"),
        sessionContext: { ec2RoleDelivery: "2.0" },
      },
      role("Worker", "i-0123456789abcdef0"),
      "instance i-0123456789abcdef0 (role Worker)",
    ],
    [
      "a web identity",
      {
        type: "AssumedRole",
        arn: role("CI", "run-17"),
        sessionContext: {
          webIdFederationData: { federatedProvider: "token.actions.githubusercontent.com" },
        },
      },
      role("CI", "run-17"),
      "run-17 (role CI, from token.actions.githubusercontent.com)",
    ],
    [
      "an IAM user",
      { type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/ops/b.okafor`, userName: "b.okafor" },
      `arn:aws:iam::${ACCOUNT}:user/ops/b.okafor`,
      "b.okafor",
    ],
    [
      "root",
      { type: "Root", accountId: ACCOUNT },
      `arn:aws:iam::${ACCOUNT}:root`,
      `root of account ${ACCOUNT}`,
    ],
    [
      "a federated user",
      { type: "FederatedUser", arn: `arn:aws:sts::${ACCOUNT}:federated-user/lena` },
      `arn:aws:sts::${ACCOUNT}:federated-user/lena`,
      "lena (federated)",
    ],
    [
      "an Identity Center user by themselves",
      {
        type: "IdentityCenterUser",
        accountId: ACCOUNT,
        onBehalfOf: {
          userId: "544894e8-80c1",
          identityStoreArn: "arn:aws:identitystore::1:identitystore/d-1",
        },
        credentialId: "c",
      },
      "arn:aws:identitystore:::user/544894e8-80c1",
      "Identity Center user 544894e8-80c1",
    ],
    [
      "another account's principal",
      { type: "AWSAccount", accountId: "444455556666", principalId: "AIDAEXAMPLE" },
      "444455556666:AIDAEXAMPLE",
      "AIDAEXAMPLE of account 444455556666",
    ],
    [
      "a service",
      { type: "AWSService", invokedBy: "ssm-guiconnect.amazonaws.com" },
      "ssm-guiconnect.amazonaws.com",
      "service ssm-guiconnect.amazonaws.com",
    ],
    [
      "a kind that nobody knows yet",
      { type: "QuantumUser", arn: `arn:aws:iam::${ACCOUNT}:user/q` },
      `arn:aws:iam::${ACCOUNT}:user/q`,
      "q (QuantumUser)",
    ],
    ["nothing but a type", { type: "Unknown" }, null, "somebody (Unknown)"],
  ];
  test.each(table)("%s", (_, value, actor, name) => {
    expect(parseIdentity(value, "aws", false)).toMatchObject({ actor, name });
  });

  test("what the name rests on is kept, the console too", () => {
    const value = {
      type: "AssumedRole",
      arn: role(SSO, "maya"),
      accessKeyId: "ASIAEXAMPLE",
      onBehalfOf: { userId: "u-1", identityStoreArn: "store" },
      sessionContext: { sourceIdentity: "maya", attributes: { mfaAuthenticated: "true" } },
    };
    expect(parseIdentity(value, "aws", true)?.proof).toEqual({
      role: SSO,
      sessionName: "maya",
      sourceIdentity: "maya",
      permissionSet: "MLEngineer",
      identityCenterUser: "u-1",
      identityStore: "store",
      accessKey: "ASIAEXAMPLE",
      mfa: "true",
      console: "true",
    });
  });

  test("no identity is none, and another partition's stays in it", () => {
    expect(parseIdentity(undefined, "aws", false)).toBeNull();
    const root = { type: "Root", accountId: ACCOUNT };
    expect(parseIdentity(root, "aws-cn", false)?.actor).toBe(`arn:aws-cn:iam::${ACCOUNT}:root`);
  });
});

test("an owner's ARN and a record's meet, whatever the role's path", () => {
  const pathed = `arn:aws:sts::${ACCOUNT}:assumed-role/aws-reserved/sso.amazonaws.com/${SSO}/maya`;
  expect(actorKey(pathed)).toBe(role(SSO, "maya"));
  expect(actorKey(role(SSO, "maya"))).toBe(role(SSO, "maya"));
  for (const other of [`arn:aws:iam::${ACCOUNT}:user/a/b`, "no ARN", ""])
    expect(actorKey(other)).toBe(other);
  expect(actorName("no ARN at all")).toBe("no ARN at all");
});

const RECORD = {
  eventSource: "ssm.amazonaws.com",
  eventName: "StartSession",
  eventTime: "2026-03-01T10:00:00Z",
  eventID: "a-1",
  requestParameters: { target: "sagemaker-endpoint:a_b_i-0123456789abcdef0" },
  responseElements: { sessionId: "maya-0a1b2c3d4e5f60718" },
};

const read = (change: object) => parseTrailRecord({ ...RECORD, ...change }, "aws");

describe("records", () => {
  test.each([
    ["another service", { eventSource: "ec2.amazonaws.com" }],
    ["another call", { eventName: "DescribeSessions" }],
  ])("%s is about something else", (_, change) => {
    expect(read(change)).toEqual({ kind: "other" });
  });

  test.each([
    ["eventName", { eventName: 5 }],
    ["eventTime", { eventTime: "soon" }],
    ["eventTime", { eventTime: "2026-99-99T10:00:00Z" }],
    ["eventID", { eventID: "a/b" }],
  ])("a bad %s is named", (field, change) => {
    const found = read(change);
    expect(found.kind === "unreadable" ? found.why : "").toContain(field);
  });

  test("a call that failed has no session of its own, and keeps what was tried", () => {
    const found = read({
      errorCode: "TargetNotConnected",
      errorMessage: "x is not connected.",
      responseElements: null,
    });
    expect(found).toMatchObject({
      kind: "record",
      record: {
        sessionId: null,
        target: RECORD.requestParameters.target,
        error: { code: "TargetNotConnected", message: "x is not connected." },
        omitted: [],
      },
    });
  });

  test.each([
    [{ omitted: true, originalSize: 120_000 }, ["requestParameters"]],
    [null, ["requestParameters"]],
    [RECORD.requestParameters, []],
  ])("parameters over 100 KB are said to be left out: %j", (requestParameters, omitted) => {
    expect(read({ requestParameters })).toMatchObject({ record: { omitted } });
  });

  test("parameters of any shape are kept as text, bounded", () => {
    const parameters = {
      command: ["ls | wc"],
      port: 8080,
      odd: [{ a: 1 }],
      huge: "x".repeat(90_000),
    };
    const found = read({ requestParameters: { ...RECORD.requestParameters, parameters } });
    if (found.kind !== "record") throw new Error(found.kind);
    expect(found.record.parameters.map(({ name, values }) => [name, values[0]?.length])).toEqual([
      ["command", 7],
      ["huge", 65_535],
      ["odd", 7],
      ["port", 4],
    ]);
  });

  test.each([
    ["AccessDenied", true],
    ["AccessDeniedException", true],
    ["UnauthorizedOperation", true],
    ["TargetNotConnected", false],
    ["ThrottlingException", false],
  ])("%s", (code, denied) => {
    expect(isDenied(code)).toBe(denied);
  });
});

test.each([
  ["garland.kan.temp-0e34861185201706f", "garland.kan.temp"],
  ["quang-ilpxvkhghl9vs9ia2xfdyp4dka", "quang"],
  ["jojithom-I-08ea1d2c3b4a59687", "jojithom-I"],
  ["maya@example.com-7eqsc4tj4xbw2begql7aql6qum", "maya@example.com"],
  ["03e5208a141a9a039", null],
  ["", null],
])("the name in %s", (sessionId, name) => {
  expect(principalPart(sessionId)).toBe(name);
});

test.each([
  ["2026-03-01T10:00:00.500000+00:00", Date.parse("2026-03-01T10:00:00.500Z")],
  [new Date(1_000), 1_000],
  [1_700_000_000, 1_700_000_000_000],
  ["soon", null],
  [undefined, null],
])("DescribeSessions' dates, as the SDK and the CLI have them: %p", (StartDate, startDate) => {
  expect(parseReportedSession({ SessionId: "a-1", StartDate })?.startDate).toBe(startDate);
});
