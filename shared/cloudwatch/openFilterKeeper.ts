import type { FilterKeeper } from "../app/sources/FilterKeeper.ts";
import { SourceError } from "../app/sources/SourceError.ts";
import { clientOptions } from "../sources/clientOptions.ts";
import type { Connection } from "../sources/Connection.ts";
import { answerOf, pagesOf } from "../sources/pagesOf.ts";
import { toSourceError } from "../sources/toSourceError.ts";
import { politely } from "../sources/politely.ts";

/** The subscription filters of CloudWatch Logs' log groups. */
export async function openFilterKeeper(connection: Connection): Promise<FilterKeeper> {
  const sdk = await import("@aws-sdk/client-cloudwatch-logs");
  const client = politely(new sdk.CloudWatchLogsClient(clientOptions(connection)));
  // To the SDK a full slot looks like throttling, and it would wait for minutes.
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw error instanceof sdk.LimitExceededException ? toSourceError(error) : error;
      }
    },
    { step: "finalizeRequest", priority: "low", name: "full" },
  );
  return {
    async listFilters(logGroupName) {
      const pages = sdk.paginateDescribeSubscriptionFilters({ client }, { logGroupName });
      const filters = [];
      for await (const { subscriptionFilters = [] } of pagesOf(pages))
        for (const { filterName, destinationArn, filterPattern } of subscriptionFilters)
          filters.push({
            name: filterName ?? "",
            destination: destinationArn ?? "",
            pattern: filterPattern ?? "",
          });
      return filters;
    },
    async putFilter(logGroupName, { name, destination, pattern }) {
      await answerOf(
        client.send(
          new sdk.PutSubscriptionFilterCommand({
            logGroupName,
            filterName: name,
            destinationArn: destination,
            filterPattern: pattern,
          }),
        ),
      );
    },
    async isTransformed(logGroupIdentifier) {
      try {
        const { transformerConfig = [] } = await answerOf(
          client.send(new sdk.GetTransformerCommand({ logGroupIdentifier })),
        );
        return transformerConfig.length > 0;
      } catch (error) {
        // No transformer at all is "not found" to the service.
        if (error instanceof SourceError && error.code === "gone") return false;
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}
