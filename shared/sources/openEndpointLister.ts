import type { EndpointLister } from "../app/sources/EndpointLister.ts";
import { SourceError } from "../app/sources/SourceError.ts";
import { clientOptions } from "./clientOptions.ts";
import type { Connection } from "./Connection.ts";
import { answerOf, pagesOf } from "./pagesOf.ts";
import { politely } from "./politely.ts";

/** SageMaker's endpoints, and whether SSM opens them. */
export async function openEndpointLister(connection: Connection): Promise<EndpointLister> {
  const sdk = await import("@aws-sdk/client-sagemaker");
  const client = politely(new sdk.SageMakerClient(clientOptions(connection)));
  return {
    async *listEndpoints() {
      const pages = sdk.paginateListEndpoints({ client }, {});
      for await (const { Endpoints = [] } of pagesOf(pages))
        for (const { EndpointName, EndpointStatus } of Endpoints)
          yield { endpoint: EndpointName ?? "", status: EndpointStatus ?? "" };
    },
    // DescribeEndpoint does not say whether SSM is on; the configuration that serves does.
    async openedVariants(EndpointName) {
      try {
        const { EndpointConfigName } = await answerOf(
          client.send(new sdk.DescribeEndpointCommand({ EndpointName })),
        );
        const config = await answerOf(
          client.send(new sdk.DescribeEndpointConfigCommand({ EndpointConfigName })),
        );
        const variants = [
          ...(config.ProductionVariants ?? []),
          ...(config.ShadowProductionVariants ?? []),
        ];
        return variants.flatMap(({ VariantName, EnableSSMAccess }) =>
          EnableSSMAccess === true && VariantName !== undefined ? [VariantName] : [],
        );
      } catch (error) {
        throw error instanceof SourceError && isMissing(error)
          ? new SourceError("gone", error.message, { cause: error })
          : error;
      }
    },
    close: () => client.destroy(),
  };
}

/** SageMaker has no error of its own for what isn't there. */
const isMissing = ({ message }: SourceError): boolean =>
  /could not find|not found|does not exist/i.test(message);
