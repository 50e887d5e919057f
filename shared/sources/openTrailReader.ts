import type { TrailReader } from "../app/sources/TrailReader.ts";
import { parseJson } from "../logs/parseJson.ts";
import { clientOptions } from "./clientOptions.ts";
import type { Connection } from "./Connection.ts";
import { pagesOf } from "./pagesOf.ts";
import { politely } from "./politely.ts";

/** CloudTrail's event history. */
export async function openTrailReader(connection: Connection): Promise<TrailReader> {
  const sdk = await import("@aws-sdk/client-cloudtrail");
  const client = politely(new sdk.CloudTrailClient(clientOptions(connection)));
  return {
    async *lookUp({ eventName, from, to }) {
      const pages = sdk.paginateLookupEvents(
        { client },
        {
          LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: eventName }],
          StartTime: new Date(from),
          EndTime: new Date(to),
          MaxResults: 50,
        },
      );
      for await (const { Events = [] } of pagesOf(pages))
        // What is no JSON is handed on as it is: `keepTrail` says that it could not be read.
        yield Events.map(
          ({ CloudTrailEvent = "" }) => parseJson(CloudTrailEvent) ?? CloudTrailEvent,
        );
    },
    close: () => client.destroy(),
  };
}
