import {
  CreateBucketCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ArchiveEntry } from "../../shared/app/Archive.ts";
import { ARCHIVE_PREFIX, s3Archive } from "../../shared/archive/s3Archive.ts";
import type { Engine } from "../engines/Engine.ts";
import { startMoto } from "../engines/moto.ts";

const BUCKET = "ssmtrail-evidence";
let engine: Engine;
let client: S3Client;
beforeAll(async () => {
  engine = await startMoto();
  if (engine.kind === "unavailable") return;
  client = new S3Client({
    endpoint: engine.endpoint,
    forcePathStyle: true,
    region: "us-east-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET, ObjectLockEnabledForBucket: true }));
});
afterAll(async () => {
  if (engine.kind === "unavailable") return;
  client.destroy();
  await engine.stop();
});

test("a payload is kept once, listed by its time, and read back; what is not ours is told", async () => {
  if (engine.kind === "unavailable") return console.warn(`SKIPPED moto: ${engine.reason}`);
  const archive = s3Archive(client, BUCKET);
  const arrival = { kind: "trail-records", partition: "aws", region: "eu-west-1" } as const;
  for (const day of [2, 1, 2, 2])
    await archive.keep(arrival, Date.UTC(2026, 2, day), { is: "value", value: [{ day }] });
  const alien = `${ARCHIVE_PREFIX}2026/03/01/note.txt`;
  await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: alien, Body: "hello" }));
  const listed: ArchiveEntry[] = [];
  for await (const entry of archive.list()) listed.push(entry);
  expect(listed).toEqual([
    { is: "entry", name: expect.stringMatching(/^2026\/03\/01\/000000-/) },
    { is: "foreign", name: "2026/03/01/note.txt" },
    { is: "entry", name: expect.stringMatching(/^2026\/03\/02\/000000-/) },
  ]);
  expect(await archive.open(listed[2]?.name ?? "")).toEqual({
    is: "payload",
    arrival,
    value: [{ day: 2 }],
  });
  expect(await archive.open("2026/03/03/gone.gz")).toMatchObject({ is: "missing" });
  // With Object Lock a second version could never be deleted.
  const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: BUCKET }));
  expect(Versions).toHaveLength(3);
});
