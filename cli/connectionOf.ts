import type { Connection } from "../shared/sources/Connection.ts";
import type { Flags } from "./Flags.ts";

/** Whom to ask and as whom, by the flags that the AWS CLI has too. */
export const connectionOf = ({ region, profile, endpointUrl }: Flags): Connection => ({
  ...(region === undefined ? {} : { region }),
  ...(profile === undefined ? {} : { profile }),
  ...(endpointUrl === undefined ? {} : { endpointUrl }),
});
