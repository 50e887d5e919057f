import type { Ports } from "../../shared/app/Ports.ts";
import type { ReconcileRequest, ReconcileSources } from "../../shared/app/whole/reconcile.ts";
import { watchEnvironment } from "../../shared/aws/environment.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import { lambdaPorts } from "../../shared/aws/lambdaPorts.ts";
import { lazily } from "../../shared/aws/lazily.ts";
import { openLogReader } from "../../shared/cloudwatch/openLogReader.ts";
import { openFailureStore } from "../../shared/sources/openFailureStore.ts";
import { openSessionLister } from "../../shared/sources/openSessionLister.ts";

interface World {
  readonly ports: Ports;
  readonly sources: () => Promise<ReconcileSources>;
  readonly settings: Pick<ReconcileRequest, "scope" | "settings" | "patterns">;
}

export const wiring: () => World = lazily(() => {
  const environment = watchEnvironment();
  const { region, scope, patterns, failureBucket } = environment;
  const sources = lazily(async (): Promise<ReconcileSources> => ({
    logs: await openLogReader({ region }),
    sessions: await openSessionLister({ region }),
    failures: await openFailureStore({ region }, failureBucket),
    gunzip,
  }));
  return {
    ports: lambdaPorts(environment),
    sources,
    settings: { scope, settings: environment, patterns },
  };
});
