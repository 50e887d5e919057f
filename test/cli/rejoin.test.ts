import { DatabaseSync } from "@photostructure/sqlite";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBody } from "../../shared/store/body.ts";
import { runCli, tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

const SESSION = "maya-0a1b2c3d4e5f60718";
const OWNER = "arn:aws:sts::111122223333:assumed-role/OnCall/maya";
const TARGET = "sagemaker-endpoint:scorer_blue_i-0123456789abcdef0";

test("what an older store kept of CloudTrail is joined when it is opened again", async () => {
  const store = join(folder.path, "store");
  const empty = join(folder.path, "none.json");
  writeFileSync(empty, '{"Records":[]}');
  await runCli(["import", empty, "--store", store]);
  const db = new DatabaseSync(join(store, "ssmtrail.db"));
  const record = {
    eventSource: "ssm.amazonaws.com",
    eventName: "StartSession",
    eventTime: "2026-03-01T10:00:00Z",
    eventID: "a-1",
    awsRegion: "eu-west-1",
    recipientAccountId: "111122223333",
    userIdentity: { type: "AssumedRole", arn: OWNER },
    requestParameters: { target: TARGET },
    responseElements: { sessionId: SESSION },
  };
  const row = [`trail#aws/111122223333/eu-west-1#${SESSION}`, "2026-03-01T10:00:00Z#a-1"];
  db.prepare("INSERT INTO rows (p, s, v, b) VALUES (?, ?, 1, ?)").run(
    ...row.map((text) => new TextEncoder().encode(text)),
    encodeBody(record, 1),
  );
  db.exec("PRAGMA user_version = 1");
  db.close();
  for (let time = 0; time < 2; time++) {
    const shown = await runCli(["sessions", "--store", store, "--output", "json"]);
    expect(JSON.parse(shown.out)).toMatchObject({
      items: [{ session: SESSION, attribution: "proven", actor: OWNER, endpoint: "scorer" }],
    });
  }
});

test("what `aws ssm describe-sessions` prints is taken, and reports", async () => {
  const store = join(folder.path, "store");
  const file = join(folder.path, "sessions.json");
  const session = {
    SessionId: SESSION,
    Target: TARGET,
    Status: "Terminated",
    StartDate: "2026-03-01T10:00:00.120000+00:00",
    EndDate: "2026-03-01T10:20:00+00:00",
    Owner: OWNER,
    Reason: "INC-7",
  };
  writeFileSync(file, JSON.stringify({ Sessions: [session, { SessionId: 5 }] }));
  for (let time = 0; time < 2; time++) {
    const taken = await runCli(["import", file, "--store", store, "--region", "eu-west-1"]);
    expect([taken.code, taken.err]).toEqual([
      0,
      expect.stringContaining("1 session of DescribeSessions"),
    ]);
  }
  const shown = await runCli(["show", SESSION, "--store", store]);
  expect(shown.out).toMatch(/who +maya \(role OnCall\)\nsaid by +reported: DescribeSessions/);
  expect(shown.out).toMatch(/reason +INC-7/);
});

test("failed and denied attempts are a question of their own", async () => {
  const store = join(folder.path, "store");
  const file = join(folder.path, "trail.json");
  const failed = (eventID: string, errorCode: string): object => ({
    eventSource: "ssm.amazonaws.com",
    eventName: "StartSession",
    eventTime: "2026-03-01T10:00:00Z",
    eventID,
    awsRegion: "eu-west-1",
    recipientAccountId: "111122223333",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/eve" },
    requestParameters: { target: TARGET },
    responseElements: null,
    errorCode,
    errorMessage: "no",
  });
  const Records = [failed("a", "AccessDeniedException"), failed("b", "TargetNotConnected")];
  writeFileSync(file, JSON.stringify({ Records }));
  await runCli(["import", file, "--store", store]);
  const shown = await runCli(["attempts", "--store", store, "--output", "json"]);
  expect(JSON.parse(shown.out)).toMatchObject({
    items: [
      { denied: false, errorCode: "TargetNotConnected", name: "eve", endpoint: "scorer" },
      { denied: true, errorCode: "AccessDeniedException", actor: expect.stringContaining("eve") },
    ],
  });
  const nobody = await runCli([
    "attempts",
    "--actor",
    "maya",
    "--store",
    store,
    "--output",
    "json",
  ]);
  expect(JSON.parse(nobody.out)).toMatchObject({ items: [] });
  const findings = await runCli(["findings", "--store", store]);
  expect([findings.code, findings.out]).toEqual([1, expect.stringContaining("denied-attempt")]);
});
