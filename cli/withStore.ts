import type { Ports } from "../shared/app/Ports.ts";
import { rejoinTrail } from "../shared/app/rejoinTrail.ts";
import type { Context } from "./Context.ts";
import { laptopPorts } from "./laptopPorts.ts";
import { existingStore } from "./storeFolder.ts";

/** Opens the store that is there, and closes it whatever happens. */
export async function withStore<T>(
  { world, flags }: Context,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  return closing(laptopPorts(existingStore(world, flags.store)), async (ports) => {
    await rejoinTrail(ports);
    return work(ports);
  });
}

export async function closing<T>(ports: Ports, work: (ports: Ports) => Promise<T>): Promise<T> {
  try {
    return await work(ports);
  } finally {
    await ports.store.close();
  }
}
