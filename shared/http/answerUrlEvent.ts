import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerRequest, type QueryWorld } from "./answerRequest.ts";

/**
 * What is used of a function URL's event, payload format 2.0. The query is taken raw: Lambda's own
 * parsing joins repeated parameters with commas.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export interface UrlEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export const isUrlEvent = (event: unknown): event is UrlEvent =>
  typeof event === "object" && event !== null && "rawPath" in event && "requestContext" in event;

export async function answerUrlEvent(
  world: QueryWorld,
  { rawPath, rawQueryString, requestContext }: UrlEvent,
): Promise<APIGatewayProxyStructuredResultV2 & { readonly statusCode: number }> {
  const { method } = requestContext.http;
  const { status, headers, body } = await answerRequest(world, {
    method,
    path: rawPath,
    query: rawQueryString,
  });
  return { statusCode: status, headers, body, isBase64Encoded: false };
}
