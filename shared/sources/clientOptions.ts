import type { Connection } from "./Connection.ts";

/** Throttling is waited out: an account's limits are shared with whoever else asks. */
const ATTEMPTS = 8;

/** What every client of the SDK is made with. */
export const clientOptions = ({ region, profile, endpointUrl }: Connection) => ({
  ...(region === undefined ? {} : { region }),
  ...(profile === undefined ? {} : { profile }),
  ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  maxAttempts: ATTEMPTS,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
});
