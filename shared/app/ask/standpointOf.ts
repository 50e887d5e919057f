import type { Standpoint } from "../../session/Finding.ts";
import { failedPartition, trailPartition } from "../../session/keys.ts";
import type { Ports } from "../Ports.ts";
import type { Store } from "../Store.ts";

/** From where findings about the scope are judged: the time, and how far its trail records reach. */
export async function standpointOf(
  { store, now }: Pick<Ports, "store" | "now">,
  scope: string,
): Promise<Standpoint> {
  const times: number[] = [];
  for (const partition of [trailPartition(scope), failedPartition(scope)])
    for (const descending of [false, true]) {
      const time = await firstTime(store, partition, descending);
      if (time !== undefined) times.push(time);
    }
  const trail = times.length === 0 ? null : { from: Math.min(...times), to: Math.max(...times) };
  return { asOf: now(), trail };
}

/** The same for several scopes, each looked up once. */
export function standpoints(
  ports: Pick<Ports, "store" | "now">,
): (scope: string) => Promise<Standpoint> {
  const known = new Map<string, Promise<Standpoint>>();
  return (scope) => {
    const standpoint = known.get(scope) ?? standpointOf(ports, scope);
    known.set(scope, standpoint);
    return standpoint;
  };
}

async function firstTime(
  store: Store,
  partition: string,
  descending: boolean,
): Promise<number | undefined> {
  for await (const { sort } of store.list({ partition, descending, expect: 1 }))
    return Number(sort.slice(0, 16));
  return undefined;
}
