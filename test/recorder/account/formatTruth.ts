import type { Played } from "./Played.ts";

/** One session's truth in `examples/truth.json`. */
export interface SessionTruth {
  readonly target: string;
  readonly endpoint: string;
  readonly variant: string;
  readonly instance: string;
  readonly container: string;
  readonly actor: string;
  readonly document: string;
  readonly form: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** What ran, in order; empty where nothing reached a log. */
  readonly commands: readonly TruthCommand[];
  /** Commands that ran and that no log holds. */
  readonly lost: number;
  /** Text that was typed and is not a command. */
  readonly never: readonly { readonly text: string; readonly why: string }[];
}

export interface TruthCommand {
  readonly at: string;
  readonly text: string;
  readonly kind: "shell" | "repl";
  readonly source: "shell" | "driver" | "document";
  /** Other texts that are as right: a line as typed where the shell joins it to the next. */
  readonly alt?: readonly string[];
}

export function formatTruth(played: readonly Played[]): Record<string, SessionTruth> {
  return Object.fromEntries(
    played.map((session) => [session.located.session.sessionId, sessionTruth(session)]),
  );
}

function sessionTruth({ located, recorded, endedAt }: Played): SessionTruth {
  const { session, endpoint, instance } = located;
  const startedAt = Date.parse(session.startedAt);
  const ran = [...documentCommands(session.parameters?.["command"] ?? [], startedAt)];
  for (const { at, ...command } of recorded.commands) {
    ran.push({ at: new Date(startedAt + Math.round(at * 1000)).toISOString(), ...command });
  }
  const lost = session.form === "lost";
  return {
    target: located.targetId,
    endpoint: endpoint.name,
    variant: instance.variant,
    instance: instance.id,
    container: session.container,
    actor: located.ownerArn,
    document: session.document,
    form: session.form,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
    commands: lost ? [] : ran,
    lost: lost ? ran.length : 0,
    never: lost ? [] : recorded.never,
  };
}

const documentCommands = (commands: readonly string[], at: number): TruthCommand[] =>
  commands.map((text) => ({
    at: new Date(at).toISOString(),
    text,
    kind: "shell",
    source: "document",
  }));
