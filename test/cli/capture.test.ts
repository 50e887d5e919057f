import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { join } from "node:path";
import { AT, dataMessage, eventId } from "./dataMessage.ts";
import { runCli, tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
beforeAll(() => {
  folder = tempFolder();
});
afterAll(() => folder.remove());

test("capture prints unrecognised lines without what could tell who and where", async () => {
  const store = join(folder.path, "store");
  const message =
    "a new kind of line of churn-scorer from 10.1.2.3 by arn:aws:iam::111122223333:user/maya on i-0b21f4d9a7c3e8d10 \x1b[2J";
  const stdin = JSON.stringify(dataMessage([{ id: eventId(1), timestamp: AT, message }]));
  expect((await runCli(["import", "-", "--store", store], { stdin })).err).toMatch(
    /1 unrecognised line kept/,
  );
  const ran = await runCli(["capture", "--store", store]);
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toEqual({
    reason: "no-prefix",
    line: "a new kind of line of endpoint-1 from 192.0.2.1 by arn:aws:iam::000000000001:user/name-1 on i-00000000000000001 \x1b[2J",
    cut: 0,
  });
  expect(ran.out).not.toContain("\x1b");
  expect(ran.err).toMatch(/replaced: .*endpoint \(1\)/);
  expect(ran.err).toMatch(/read every line before you share it/);
});
