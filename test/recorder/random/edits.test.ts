import * as fc from "fast-check";
import { begin, feed, finish, type Form } from "../../../shared/terminal/Reader.ts";
import { readAll } from "../../terminal/readAll.ts";
import { alignCommands } from "../../score/alignCommands.ts";
import { editingSession, type EditedShell, type EditingSession } from "./editingSession.ts";
import { missing, playEdits } from "./playEdits.ts";
import { textsOf } from "./textsOf.ts";

const { EDIT_RUNS, FC_SEED, FC_PATH } = process.env;
/** By itself the same few sessions each time; with EDIT_RUNS, as many new ones as are wanted. */
const PARAMETERS = {
  numRuns: Number(EDIT_RUNS ?? 2),
  ...(EDIT_RUNS === undefined ? { seed: 20_261_122 } : {}),
  // A session takes seconds: the first that fails is shown as it is.
  endOnFailure: true,
  ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }),
  ...(FC_PATH === undefined ? {} : { path: FC_PATH }),
};
const SHELLS: readonly EditedShell[] = ["bash", "zsh", "dash"];

/**
 * A width other than the usual one, where only the redraws of one line tell it, is a guess: what is
 * read then is never `high` and wrong (streamed, nothing tells it at all).
 */
const toldWidth = ({ columns, lines }: EditingSession, truth: readonly string[]): boolean => {
  const longest = Math.max(
    ...lines.map((line) => line.join("").length),
    ...truth.map((one) => one.length),
  );
  return columns === 80 || longest + PROMPT_COLUMNS < columns;
};
const PROMPT_COLUMNS = 20;

/** Streamed, only what is erased at the end leaves its backspaces: other edits may look like typing. */
const isTraced = ({ lines }: EditingSession): boolean =>
  lines.every((line) => !/<(?!BS>|Enter>|C-c>)/.test(line.join("")));
const WHOLE_FORMS = ["transcript", "prefixed"] as const satisfies readonly Form[];
const FORMS = ["transcript", "prefixed", "streamed"] as const satisfies readonly Form[];

function readBoth(form: Form, pieces: readonly string[]): { sure: string[]; doubted: string[] } {
  let state = begin(form);
  const sure: string[] = [];
  const doubted: string[] = [];
  for (const [n, piece] of pieces.entries()) {
    const step = feed(state, piece, `e${n}`);
    state = step.state;
    sure.push(...step.commands.map(({ text }) => text.trimEnd()));
    doubted.push(...step.doubtful.map(({ text }) => text.trimEnd()));
  }
  return { sure: [...sure, ...finish(state).map(({ text }) => text.trimEnd())], doubted };
}

describe.each(SHELLS)("what is typed and edited at random in a real %s", (shell) => {
  const why = missing(shell);
  (why === undefined ? test : test.skip)(
    why === undefined ? "is read as the shell received it" : `(skipped: ${why})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(editingSession(shell), async (session) => {
          const { recording, ran } = await playEdits(shell, session);
          const truth = ran.map((text) => text.trimEnd());
          const exact = toldWidth(session, truth);
          for (const form of exact ? WHOLE_FORMS : []) {
            const { sure, doubted } = readBoth(form, textsOf(form, recording));
            // zle shows no ^C: what printed nothing may be told as doubtful there, and nowhere else.
            const spared = shell === "zsh" ? doubted : [];
            const expected = truth.filter((text) => sure.includes(text) || !spared.includes(text));
            expect({ form, session, sure }).toEqual({ form, session, sure: expected });
          }
          const run = truth.map((command) => ({
            command,
            alternatives: [],
            required: true,
            cwd: null,
            exit: null,
          }));
          for (const form of exact && isTraced(session) ? FORMS : WHOLE_FORMS) {
            const read = readAll(form, textsOf(form, recording));
            const high = read.filter(({ confidence }) => confidence === "high");
            const { wrong } = alignCommands(
              run,
              high.map(({ text }) => text),
            );
            expect({ form, session, wrong }).toEqual({ form, session, wrong: [] });
          }
        }),
        PARAMETERS,
      );
    },
    Math.max(120_000, PARAMETERS.numRuns * 30_000),
  );
});
