import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on a free loopback port; `stop` also drops what still hangs on (long polls). */
export async function listenOnLoopback(
  server: Server,
): Promise<{ address: string; stop: () => Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `127.0.0.1:${port}`, stop };
}
