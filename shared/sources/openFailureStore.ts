import type { FailureStore } from "../app/sources/FailureStore.ts";
import { clientOptions } from "./clientOptions.ts";
import type { Connection } from "./Connection.ts";
import { answerOf, pagesOf } from "./pagesOf.ts";
import { politely } from "./politely.ts";

/** Lambda names the objects itself: `aws/lambda/async/<function>/<year>/<month>/<day>/<time>-<uuid>`. */
const PREFIX = "aws/lambda/async/";

/** The bucket that Lambda puts refused deliveries into. */
export async function openFailureStore(
  connection: Connection,
  Bucket: string,
): Promise<FailureStore> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = politely(
    new sdk.S3Client({
      ...clientOptions(connection),
      // Elsewhere a bucket's name is not a host.
      ...(connection.endpointUrl === undefined ? {} : { forcePathStyle: true }),
    }),
  );
  return {
    async *listFailures() {
      const pages = sdk.paginateListObjectsV2({ client }, { Bucket, Prefix: PREFIX });
      for await (const { Contents = [] } of pagesOf(pages))
        for (const { Key, LastModified, Size } of Contents)
          yield { name: Key ?? "", at: LastModified?.getTime() ?? 0, bytes: Size ?? 0 };
    },
    async readFailure(Key) {
      const { Body } = await answerOf(client.send(new sdk.GetObjectCommand({ Bucket, Key })));
      return answerOf(Body?.transformToString() ?? Promise.resolve(""));
    },
    async removeFailure(Key) {
      await answerOf(client.send(new sdk.DeleteObjectCommand({ Bucket, Key })));
    },
    close: () => client.destroy(),
  };
}
