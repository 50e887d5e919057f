import { openLogReader } from "../shared/cloudwatch/openLogReader.ts";
import { SourceError } from "../shared/app/sources/SourceError.ts";
import type { ListAnswer, Redacted, TargetAnswer } from "../shared/query/Answer.ts";
import { NOTHING_MISSING } from "../shared/query/nothingMissing.ts";
import { isName } from "../shared/target/isName.ts";
import { CliError, usageError } from "./CliError.ts";
import { connectionOf } from "./connectionOf.ts";
import type { Context } from "./Context.ts";
import { EXIT } from "./ExitCode.ts";
import { sourceAdvice } from "./sourceAdvice.ts";
import { targetsFromAws } from "./targetsFromAws.ts";

/** `targets --from-aws`, in the shape in which the store answers. */
export async function askAws(
  { flags, note }: Context,
  endpoint: string,
  all: boolean,
): Promise<Redacted<ListAnswer<TargetAnswer>>> {
  if (!isName(endpoint))
    throw usageError(
      `${JSON.stringify(endpoint.slice(0, 70))} is no endpoint's name: letters, digits and hyphens, at most 63`,
    );
  const reader = await openLogReader(connectionOf(flags));
  try {
    const { lookedFor, found, streams, targets } = await targetsFromAws(reader, endpoint);
    if (found.length === 0) throw noGroup(lookedFor);
    if (targets.length === 0) throw noStream(found, streams);
    note(
      `asked CloudWatch Logs: ${streams} /ssm stream(s) in ${found.join(" and ")}; nothing was stored`,
    );
    const items = targets.filter(({ generation }) => all || generation !== "earlier");
    return {
      items,
      folded: targets.length - items.length,
      nextToken: null,
      missing: NOTHING_MISSING,
      redaction: NO_SECRETS,
    };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const why = `CloudWatch Logs could not be asked: ${advice(error)}`;
    throw new CliError(EXIT.unreachable, why, { cause: error });
  } finally {
    reader.close();
  }
}

/** Targets are names and times, which hold none. */
const NO_SECRETS = { redacted: true, secrets: 0 };

const noGroup = (lookedFor: readonly string[]): CliError =>
  new CliError(
    EXIT.wrong,
    `there is no log group ${lookedFor.join(" and no ")} in this account and region: check the endpoint's name (log groups have case), --region and --profile; an endpoint that never wrote a line has none`,
  );

const noStream = (found: readonly string[], streams: number): CliError =>
  new CliError(
    EXIT.wrong,
    streams === 0
      ? `${found.join(" and ")} holds no /ssm stream: was the endpoint created with EnableSSMAccess, and is the account allow-listed for it?`
      : `the /ssm streams of ${found.join(" and ")} name no target: their lines do not begin with [sagemaker ssm logs]`,
  );

const advice = (error: SourceError): string =>
  error.code === "denied"
    ? `these credentials may not; they need logs:DescribeLogStreams and logs:FilterLogEvents on the endpoint's log group (${error.message})`
    : sourceAdvice(error);
