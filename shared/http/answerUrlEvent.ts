import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { problem } from "./Problem.ts";
import { problemResponse } from "./problemResponse.ts";

/** What is used of a function URL's event, payload format 2.0. */
export interface UrlEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly requestContext: { readonly http: { readonly method: string } };
}

interface Api {
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * A function URL's event through an HTTP API and back.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 * Hono's own adapter for Lambda is deprecated, and its successor is not published.
 */
export async function answerUrlEvent(
  api: Api,
  event: UrlEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  const request = toRequest(event);
  const response =
    request === undefined
      ? problemResponse(problem(400, "bad-request", "the request's URL can't be read"))
      : await api.fetch(request);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    isBase64Encoded: false,
  };
}

export const isUrlEvent = (event: unknown): event is UrlEvent =>
  typeof event === "object" && event !== null && "rawPath" in event && "requestContext" in event;

/** Nothing here reads headers or a body, so neither is passed on. */
function toRequest({ rawPath, rawQueryString, requestContext }: UrlEvent): Request | undefined {
  try {
    return new Request(`https://function.invalid${rawPath}?${rawQueryString}`, {
      method: requestContext.http.method,
    });
  } catch {
    return undefined;
  }
}
