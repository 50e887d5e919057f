import type { Ports } from "../../shared/app/Ports.ts";
import type { SubscribeRequest, SubscribeSources } from "../../shared/app/whole/subscribe.ts";
import { watchEnvironment } from "../../shared/aws/environment.ts";
import { lambdaPorts } from "../../shared/aws/lambdaPorts.ts";
import { lazily } from "../../shared/aws/lazily.ts";
import { openFilterKeeper } from "../../shared/cloudwatch/openFilterKeeper.ts";
import { openLogReader } from "../../shared/cloudwatch/openLogReader.ts";
import { openEndpointLister } from "../../shared/sources/openEndpointLister.ts";

interface World {
  readonly ports: Ports;
  readonly sources: () => Promise<SubscribeSources>;
  readonly settings: Omit<SubscribeRequest, "about" | "mayGoOn">;
}

export const wiring: () => World = lazily(() => {
  const environment = watchEnvironment();
  const { region, scope, patterns, ingestArn, filterName, ownLogGroups } = environment;
  const sources = lazily(async (): Promise<SubscribeSources> => ({
    logs: await openLogReader({ region }),
    filters: await openFilterKeeper({ region }),
    endpoints: await openEndpointLister({ region }),
  }));
  return {
    ports: lambdaPorts(environment),
    sources,
    settings: {
      scope,
      settings: environment,
      destination: ingestArn,
      filterName,
      endpointPattern: patterns.endpoint,
      sessionPattern: patterns.session,
      ownLogGroups,
    },
  };
});
