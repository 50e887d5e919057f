import { parseArn } from "../logs/parseArn.ts";
import { formatScope, UNKNOWN } from "../target/Scope.ts";
import { clientOptions } from "./clientOptions.ts";
import type { Connection } from "./Connection.ts";
import { answerOf } from "./pagesOf.ts";

/** The scope that the caller's credentials and region lie in, and who the caller is. */
export interface Caller {
  readonly scope: string;
  readonly arn: string;
}

/** Asks AWS who is asking; throws `SourceError`. */
export async function openCaller(connection: Connection): Promise<Caller> {
  const sdk = await import("@aws-sdk/client-sts");
  const client = new sdk.STSClient(clientOptions(connection));
  try {
    const { Account = UNKNOWN, Arn = "" } = await answerOf(
      client.send(new sdk.GetCallerIdentityCommand({})),
    );
    const region = await answerOf(Promise.resolve(client.config.region()));
    const partition = parseArn(Arn)?.partition ?? "aws";
    return { scope: formatScope({ partition, accountId: Account, region }), arn: Arn };
  } finally {
    client.destroy();
  }
}
