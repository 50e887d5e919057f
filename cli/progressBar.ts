import { SingleBar } from "cli-progress";
import type { Progress } from "../shared/app/whole/Run.ts";
import { harmless } from "../shared/terminal/harmless.ts";
import type { Context } from "./Context.ts";

export interface GroupBar {
  start(logGroups: readonly string[]): void;
  at(progress: Progress): void;
  done(): void;
  stop(): void;
}

const NAME_SHOWN = 40;

/** How many log groups are read, and how far in time the one on its way is; on a terminal only. */
export function groupBar({ world }: Context): GroupBar | undefined {
  if (world.stderr.isTTY !== true) return undefined;
  const bar = new SingleBar({
    format: "{bar} {value}/{total} log groups, {events} events; {group} {time}",
    stream: world.stderr,
    hideCursor: null,
    clearOnComplete: true,
  });
  let events = 0;
  return {
    start: (logGroups) => bar.start(logGroups.length, 0, { events, group: "", time: "" }),
    at(progress) {
      events += progress.events;
      const group = harmless(progress.logGroup).slice(-NAME_SHOWN);
      bar.update({ events, group, time: new Date(progress.at).toISOString().slice(0, 16) });
    },
    done: () => bar.increment(),
    stop: () => bar.stop(),
  };
}
