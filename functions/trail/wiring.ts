import type { Ports, Settings } from "../../shared/app/Ports.ts";
import { environment } from "../../shared/aws/environment.ts";
import { lambdaPorts } from "../../shared/aws/lambdaPorts.ts";
import { lazily } from "../../shared/aws/lazily.ts";

export const wiring: () => { readonly ports: Ports; readonly settings: Settings } = lazily(() => {
  const settings = environment();
  return { ports: lambdaPorts(settings), settings };
});
