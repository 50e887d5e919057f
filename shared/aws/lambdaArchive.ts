import type { Archive } from "../app/Archive.ts";
import type { Environment } from "./environment.ts";

/**
 * The bucket's archive, if there is one. S3's client is loaded with the first payload: whoever keeps
 * no archive must not wait for it at a cold start.
 */
export function lambdaArchive({ archiveBucket, region }: Environment): Archive | undefined {
  if (archiveBucket === undefined) return undefined;
  let opened: Promise<Archive> | undefined;
  return {
    keep: async (...entry) => (await (opened ??= open(archiveBucket, region))).keep(...entry),
  };
}

async function open(bucket: string, region: string): Promise<Archive> {
  const { openS3Archive } = await import("../archive/s3Archive.ts");
  return openS3Archive({ bucket, region });
}
