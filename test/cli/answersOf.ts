import { laptopPorts } from "../../cli/laptopPorts.ts";
import { closing } from "../../cli/withStore.ts";
import { pagesOf } from "../laws/pagesOf.ts";

/** What a store answers to the main questions: two stores that answer alike hold the same. */
export const answersOf = (store: string): Promise<unknown> =>
  closing(laptopPorts(store), async (ports) => {
    const answers: unknown[][] = [];
    for (const question of [
      "endpoints",
      "sessions",
      "commands",
      "unrecognised",
      "findings",
    ] as const)
      answers.push(await pagesOf(ports, question, {}, 200));
    return answers;
  });
