import pc from "picocolors";
import type {
  CommandAnswer,
  EndpointAnswer,
  ListAnswer,
  Redacted,
  TargetAnswer,
} from "../shared/query/Answer.ts";
import { CliError } from "./CliError.ts";
import type { Context } from "./Context.ts";
import { EXIT } from "./ExitCode.ts";
import { lookOf } from "./lookOf.ts";
import { missingNotes } from "./missingNotes.ts";
import { formatTable } from "./render/formatTable.ts";
import { commandShape, targetShape } from "./shapes/shapes.ts";

export interface Asked {
  readonly url: string;
  readonly token: string;
  readonly store: string;
}

const COMMANDS_SHOWN = 12;

/** The two questions that ssmtrail is for, asked of the query function that was just started. */
export async function headlines(context: Context, asked: Asked): Promise<void> {
  const { world, flags, print, note } = context;
  const look = lookOf(world, flags);
  const { bold, dim } = pc.createColors(look.color);
  const endpoints = await fetchList<EndpointAnswer>(asked, "endpoints", {});
  const [first] = endpoints.items;
  if (first === undefined)
    throw new CliError(
      EXIT.wrong,
      "the recorded evidence names no endpoint: install ssmtrail again",
    );
  const { endpoint } = first;
  const targets = await fetchList<TargetAnswer>(asked, "targets", { endpoint });
  await print(
    `${bold("Which target ID do I connect to?")}\n${dim(`$ ssmtrail targets ${endpoint} --store ${asked.store}`)}\n\n${formatTable(targetShape.columns, targets.items, look)}`,
  );
  if (targets.items[0] !== undefined) await print(`\n${targets.items[0].startSession}\n`);
  const commands = await fetchList<CommandAnswer>(asked, "commands", {
    maxResults: String(COMMANDS_SHOWN),
  });
  await print(
    `\n${bold("Who ran what, in which container?")}\n${dim(`$ ssmtrail commands --max-items ${COMMANDS_SHOWN} --store ${asked.store}`)}\n\n${formatTable(commandShape.columns, commands.items, look)}\n`,
  );
  for (const line of missingNotes(commands)) note(line);
  note(
    "ssmtrail --help lists the other questions; `npx ssmtrail` or `npm run ssmtrail --` runs it here",
  );
}

async function fetchList<T>(
  { url, token }: Asked,
  question: string,
  given: Readonly<Record<string, string>>,
): Promise<Redacted<ListAnswer<T>>> {
  const query = new URLSearchParams(given).toString();
  const response = await fetch(`${url}/${question}?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok)
    throw new CliError(
      EXIT.wrong,
      `the query function refused ${question}: ${await response.text()}`,
    );
  // The contract's test holds the function to these types.
  return (await response.json()) as Redacted<ListAnswer<T>>;
}
