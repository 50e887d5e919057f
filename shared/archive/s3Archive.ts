import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import type { ArchiveEntry, OpenArchive } from "../app/Archive.ts";
import { decodeEntry, encodeEntry, isEntryName } from "./entry.ts";

/** Where in the bucket: the same names as in a folder. */
export const ARCHIVE_PREFIX = "evidence/";

/** Region, profile and endpoint as the SDK takes them; it looks for what is left out. */
export const openS3Archive = ({
  bucket,
  ...client
}: { readonly bucket: string } & S3ClientConfig): OpenArchive =>
  s3Archive(new S3Client(client), bucket);

/** An archive in a bucket; what keeps its objects from being changed is the bucket's Object Lock. */
export function s3Archive(client: S3Client, bucket: string): OpenArchive {
  return {
    place: `s3://${bucket}/${ARCHIVE_PREFIX}`,
    async keep(arrival, time, payload) {
      const { name, bytes } = encodeEntry(arrival, time, payload);
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: `${ARCHIVE_PREFIX}${name}`,
        Body: bytes,
        ContentType: "application/gzip",
        // S3 compares it with what it received; a bucket with Object Lock asks for one.
        ChecksumSHA256: createHash("sha256").update(bytes).digest("base64"),
        // A bucket with Object Lock keeps versions: the same payload again would be a second one.
        IfNoneMatch: "*",
      });
      try {
        await client.send(command);
      } catch (error) {
        if (!isKept(error)) throw error;
      }
    },
    async remove(name) {
      // Under Object Lock this hides the object; its bytes go when the lock ends.
      await client.send(
        new DeleteObjectCommand({ Bucket: bucket, Key: `${ARCHIVE_PREFIX}${name}` }),
      );
    },
    list: () => listEntries(client, bucket),
    async open(name) {
      try {
        const key = `${ARCHIVE_PREFIX}${name}`;
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return decodeEntry(name, (await Body?.transformToByteArray()) ?? new Uint8Array());
      } catch (error) {
        if (error instanceof NoSuchKey) return { is: "missing", why: "the object is gone" };
        throw error;
      }
    },
  };
}

async function* listEntries(client: S3Client, bucket: string): AsyncIterable<ArchiveEntry> {
  let after: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: ARCHIVE_PREFIX,
        ...(after === undefined ? {} : { ContinuationToken: after }),
      }),
    );
    for (const { Key = "" } of page.Contents ?? []) {
      const name = Key.slice(ARCHIVE_PREFIX.length);
      yield { is: isEntryName(name) ? "entry" : "foreign", name };
    }
    after = page.NextContinuationToken;
  } while (after !== undefined);
}

/** Not 409, which says that somebody is at it: they may fail. */
const isKept = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
