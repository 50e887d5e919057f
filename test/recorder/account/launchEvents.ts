import { formatAgentLine } from "../agent/agentLine.ts";
import type { Shipped } from "../agent/cutStreamed.ts";
import { prefixLine, type Prefix } from "../agent/prefixLine.ts";
import { startLines } from "../agent/startLines.ts";
import type { Account, Endpoint, Instance } from "./Account.ts";
import { targetIdOf } from "./locate.ts";
import { seededUuid } from "./seededRandom.ts";

/**
 * The beginning of an instance's `/ssm` stream: the target IDs of all its containers, then each
 * agent's first lines. AWS does not publish the announcement's wording; this one is made up.
 */
export function launchEvents(account: Account, endpoint: Endpoint, instance: Instance): Shipped[] {
  const launchedAt = Date.parse(instance.launchedAt);
  return instance.containers.flatMap((container, index) => {
    const target = targetIdOf(endpoint, instance, container);
    const prefix = { container, gap: endpoint.gap };
    const uuid = (name: string): string => seededUuid(`${target}/${name}`);
    const announced = {
      timestamp: launchedAt + index * 40,
      message: prefixLine(prefix, `SSM target ID: ${target}`),
    };
    const noise = {
      timestamp: launchedAt + 150,
      message: prefixLine(prefix, "Initializing new seelog logger"),
    };
    const lines = startLines(target, account.region, launchedAt + index * 70, uuid);
    const told = lines.map((line) => ({
      timestamp: line.at,
      message: prefixLine(prefix, formatAgentLine(line, endpoint.fraction)),
    }));
    return [announced, noise, ...told, ...goneEvents(endpoint, instance, prefix, target)];
  });
}

/** An update takes the instance away: its control channel closes, and nothing more is said. */
function goneEvents(
  endpoint: Endpoint,
  instance: Instance,
  prefix: Prefix,
  target: string,
): Shipped[] {
  if (instance.goneAt === undefined) return [];
  const at = Date.parse(instance.goneAt);
  const contexts = ["ssm-agent-worker", "MessageService", "MGSInteractor"];
  const message = `Closing controlchannel with channel Id ${target}`;
  const text = formatAgentLine({ at, level: "INFO", contexts, message }, endpoint.fraction);
  return [{ timestamp: at, message: prefixLine(prefix, text) }];
}
