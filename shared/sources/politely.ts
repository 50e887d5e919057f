import { setTimeout as sleep } from "node:timers/promises";
import { Pace } from "./Pace.ts";

/**
 * Calls a second, at most: about half of what an account may by default, since others in the
 * account call too.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html (2 a second)
 */
const RATES: Readonly<Record<string, number>> = {
  FilterLogEvents: 5,
  DescribeLogStreams: 12,
  DescribeLogGroups: 5,
  DescribeSubscriptionFilters: 3,
  PutSubscriptionFilter: 3,
  GetTransformer: 3,
  LookupEvents: 1.5,
  DescribeSessions: 5,
  GetConnectionStatus: 5,
  ListEndpoints: 5,
  DescribeEndpoint: 5,
  DescribeEndpointConfig: 5,
};

type Next = (args: unknown) => Promise<unknown>;

/** As much of an SDK client as this touches. */
interface Stack {
  readonly middlewareStack: {
    add(
      middleware: (next: never, context: { readonly commandName?: string }) => never,
      options: {
        readonly step: "finalizeRequest";
        readonly priority: "low";
        readonly name: string;
      },
    ): void;
  };
}

/** Gives a client of the SDK its pace; its retries keep it too. */
export function politely<T extends object>(client: T, rates = RATES): T {
  const pace = new Pace(rates, { now: () => Date.now(), pause: (ms) => sleep(ms) });
  const middleware =
    (next: Next, context: { readonly commandName?: string }): Next =>
    async (args) => {
      await pace.wait((context.commandName ?? "").replace(/Command$/, ""));
      return next(args);
    };
  // Each client's types name its own commands; the stack is the same in all.
  (client as unknown as Stack).middlewareStack.add(middleware as never, {
    step: "finalizeRequest",
    priority: "low",
    name: "pace",
  });
  return client;
}
