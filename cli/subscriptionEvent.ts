import { gzipSync } from "node:zlib";

/** A data message as CloudWatch Logs hands it to a function: base64 of gzip of JSON. */
export const subscriptionEvent = (message: unknown): { awslogs: { data: string } } => ({
  awslogs: { data: gzipSync(JSON.stringify(message)).toString("base64") },
});
