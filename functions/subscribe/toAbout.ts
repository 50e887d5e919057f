import type { About } from "../../shared/app/whole/subscribe.ts";
import { isObject } from "../../shared/logs/isObject.ts";
import { isName } from "../../shared/target/isName.ts";

/**
 * Which log groups an EventBridge event concerns: all, unless it names an endpoint or a log group.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
 */
export function toAbout(event: unknown): About {
  const detail = isObject(event) && isObject(event.detail) ? event.detail : {};
  const { EndpointName: endpoint, requestParameters } = detail;
  if (typeof endpoint === "string" && isName(endpoint)) return { kind: "endpoint", endpoint };
  const logGroup = isObject(requestParameters) ? requestParameters.logGroupName : undefined;
  return typeof logGroup === "string" ? { kind: "log-group", logGroup } : { kind: "all" };
}
