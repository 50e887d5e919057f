import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { laptopPorts } from "../../cli/laptopPorts.ts";
import { keepTrail } from "../../shared/app/keepTrail.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { failedPartition, trailPartition } from "../../shared/session/keys.ts";
import { tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
let ports: Ports;
beforeEach(() => {
  folder = tempFolder();
  ports = laptopPorts(folder.path);
});
afterEach(async () => {
  await ports.store.close();
  folder.remove();
});

const SETTINGS = { partition: "aws", region: "unknown" };
const SCOPE = "aws/111122223333/eu-west-1";

const record = (change: object = {}): object => ({
  eventName: "StartSession",
  eventSource: "ssm.amazonaws.com",
  eventTime: "2026-11-12T09:14:03Z",
  eventID: "a321de14-53d9-44b0-a79f-255192497159",
  awsRegion: "eu-west-1",
  recipientAccountId: "111122223333",
  userIdentity: { arn: "arn:aws:sts::111122223333:assumed-role/OnCall/jonas" },
  responseElements: { sessionId: "jonas-0123456789abcdef0" },
  ...change,
});

async function rowsIn(partition: string): Promise<{ sort: string; value: unknown }[]> {
  const rows: { sort: string; value: unknown }[] = [];
  for await (const { sort, value } of ports.store.list({ partition })) rows.push({ sort, value });
  return rows;
}

test("a session's records are kept whole, in the order of their times, once", async () => {
  const ended = record({
    eventName: "TerminateSession",
    eventID: "b",
    responseElements: null,
    requestParameters: { sessionId: "jonas-0123456789abcdef0" },
  });
  expect(await keepTrail(ports, SETTINGS, [record(), ended])).toMatchObject({
    kept: 2,
    duplicates: 0,
  });
  expect(await keepTrail(ports, SETTINGS, [ended, record()])).toMatchObject({
    kept: 0,
    duplicates: 2,
  });
  const rows = await rowsIn(trailPartition(SCOPE));
  expect(rows.map(({ sort }) => sort)).toEqual([
    `000${Date.parse("2026-11-12T09:14:03Z")}#a321de14-53d9-44b0-a79f-255192497159`,
    `000${Date.parse("2026-11-12T09:14:03Z")}#b`,
  ]);
  expect(rows[0]?.value).toEqual(record());
});

test("failed attempts lie together; other partitions and unknown accounts have scopes of their own", async () => {
  await keepTrail(ports, SETTINGS, [
    record({ errorCode: "TargetNotConnected", responseElements: null }),
    record({ recipientAccountId: "bad/../id", responseElements: { sessionId: "a b" } }),
    record({
      awsRegion: "cn-north-1",
      userIdentity: { arn: "arn:aws-cn:iam::111122223333:user/a" },
    }),
  ]);
  expect(await rowsIn(failedPartition(SCOPE))).toHaveLength(1);
  expect(await rowsIn(trailPartition("aws/unknown/unknown"))).toHaveLength(1);
  expect(await rowsIn(trailPartition("aws-cn/111122223333/cn-north-1"))).toHaveLength(1);
});

test("what is no record of a session is counted, not kept", async () => {
  const report = await keepTrail(ports, SETTINGS, [
    record({ eventName: "DescribeInstanceInformation" }),
    record({ eventSource: "ec2.amazonaws.com" }),
    record({ eventID: 5 }),
    record({ eventTime: "soon" }),
    null,
    "text",
  ]);
  expect(report).toMatchObject({ kept: 0, duplicates: 0, other: 2 });
  expect(report.unreadable.map(({ index, why }) => [index, why])).toEqual([
    [2, "its eventID is none"],
    [3, "its eventTime is no time"],
    [4, "it is no CloudTrail record: eventName is missing"],
    [5, "it is no CloudTrail record: eventName is missing"],
  ]);
});

test("one record in two layouts: which one stays does not rest on the order", async () => {
  const layouts = [record(), record({ extra: 1 }), record({ tlsDetails: { a: "b" } })];
  const ends = new Set<string>();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(layouts, { minLength: 3 }), async (order) => {
      const recipientAccountId = String(100_000_000_000 + run++);
      for (const one of order) await keepTrail(ports, SETTINGS, [{ ...one, recipientAccountId }]);
      const [row] = await rowsIn(trailPartition(`aws/${recipientAccountId}/eu-west-1`));
      ends.add(JSON.stringify(row?.value).replace(recipientAccountId, "account"));
    }),
    { numRuns: 20 },
  );
  expect(ends.size).toBe(1);
});
