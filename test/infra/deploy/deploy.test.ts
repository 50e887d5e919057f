import { afterAll, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { costTable } from "../../../infra/deploy/cost.mjs";

const folder = mkdtempSync(join(tmpdir(), "ssmtrail-deploy-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program of that name that writes down what it was asked, and ends as told. */
function standIn(name: string, status = 0): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> "${folder}/asked"\nexit ${status}\n`);
  chmodSync(path, 0o755);
}

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["infra/deploy/deploy.mjs", ...args],
    { encoding: "utf8", env: { PATH: `${folder}${delimiter}/usr/bin:/bin` }, input: "" },
  );
  return { code: status, out: stdout, err: stderr };
}

test("says what will be made and what it costs, and does nothing when told so", () => {
  const { code, out } = run("deploy", "--dry-run", "--parameter", "EvidenceArchive=GOVERNANCE");
  expect(code).toBe(0);
  expect(out).toContain(costTable({ archive: true }));
  expect(out).toContain("  2  AWS::S3::Bucket\n");
  expect(out).toContain("AWS::DynamoDB::Table");
  expect(run("deploy", "--dry-run").out).toContain("1  AWS::S3::Bucket\n");
});

test("builds and deploys, in this order, with what it was told", () => {
  for (const name of ["npm", "sam"]) standIn(name);
  const { code } = run("deploy", "--yes", "--region", "eu-west-1", "--parameter", "Dashboard=no");
  expect(code).toBe(0);
  expect(readFileSync(join(folder, "asked"), "utf8")).toBe(
    "npm run --silent build\nsam build\nsam deploy --stack-name ssmtrail --capabilities CAPABILITY_IAM --resolve-s3 --no-fail-on-empty-changeset --region eu-west-1 --parameter-overrides Dashboard=no\n",
  );
});

test("taking it away keeps what holds evidence, and says so", () => {
  standIn("sam");
  const { code, out } = run("destroy", "--yes", "--stack-name", "mine");
  expect(code).toBe(0);
  for (const name of ["Table", "FailedEvents", "Evidence"])
    expect(out).toContain(`  ${name} (AWS::`);
  expect(out).not.toContain("IngestLogGroup");
  expect(readFileSync(join(folder, "asked"), "utf8")).toContain(
    "sam delete --no-prompts --stack-name mine",
  );
});

test("wrong words, nobody to ask, a program that fails or is not there", () => {
  expect(run("deploy", "--parameter", "Nonsense=1").err).toContain(
    "the template has no parameter Nonsense",
  );
  for (const args of [
    ["undo"],
    ["deploy", "--stack-name", "1"],
    ["deploy", "--parameter", "x"],
    ["deploy"],
  ])
    expect(run(...args).code).toBe(64);
  standIn("npm", 2);
  expect(run("deploy", "--yes")).toMatchObject({
    code: 1,
    err: expect.stringContaining("npm run failed"),
  });
  standIn("npm");
  rmSync(join(folder, "sam"), { force: true });
  expect(run("deploy", "--yes")).toMatchObject({
    code: 69,
    err: expect.stringContaining("SAM CLI"),
  });
});
