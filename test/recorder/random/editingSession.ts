import * as fc from "fast-check";

export type EditedShell = "bash" | "zsh" | "dash";

/** A session's width and what is typed, a line of keys in the notation of `parseKeys` each. */
export interface EditingSession {
  readonly columns: number;
  readonly lines: readonly (readonly string[])[];
}

const WORDS = ["echo", "alpha", "beta", "-n", "gamma.txt", "two", "ls", "x", "/tmp", "delta"];
const word = fc.constantFrom(...WORDS);
const typed = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `${words.join(" ")} `);

const keys = (...notations: string[]): fc.Arbitrary<string> => fc.constantFrom(...notations);
const repeated = (key: string): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: 6 }).map((n) => key.repeat(n));

/** What readline and zle do with keys alike, in their emacs modes. */
const editorStep = fc.oneof(
  { weight: 5, arbitrary: typed },
  { weight: 3, arbitrary: fc.oneof(repeated("<BS>"), repeated("<Left>"), repeated("<Right>")) },
  { weight: 2, arbitrary: keys("<C-a>", "<C-e>", "<Home>", "<End>", "<Esc>b", "<Esc>f") },
  { weight: 2, arbitrary: keys("<C-w>", "<C-k>", "<C-u>", "<C-y>", "<Esc>d", "<C-t>") },
  { weight: 1, arbitrary: fc.oneof(repeated("<Up>"), keys("<Up><Down>", "<Up><Left><Left>")) },
  { weight: 1, arbitrary: word.map((one) => `<C-r>${one}<C-e>`) },
  { weight: 1, arbitrary: keys("ls gam<Tab>", "al<Tab>", "<C-l>") },
  { weight: 1, arbitrary: typed.map((text) => `<Esc>[200~${text}<Esc>[201~`) },
);

/** Slips that are put right at once, at the end of the line. */
const plainStep = fc.oneof(typed, repeated("<BS>"));

/** The kernel's own editing, which dash and busybox leave it to. */
const cookedStep = fc.oneof(
  { weight: 5, arbitrary: typed },
  { weight: 3, arbitrary: repeated("<BS>") },
  { weight: 1, arbitrary: keys("<C-w>", "<C-u>") },
);

const lineOf = (step: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      typed,
      fc.array(step, { maxLength: 6 }),
      // A line may also be given up.
      fc.oneof(
        { weight: 9, arbitrary: fc.constant("<Enter>") },
        { weight: 1, arbitrary: keys("<C-c>") },
      ),
    )
    .map(([first, steps, last]) => [`echo ${first}`, ...steps, last]);

/** A session as a person might type it who slips a lot. */
export const editingSession = (shell: EditedShell): fc.Arbitrary<EditingSession> =>
  fc.record({
    columns: fc.oneof(fc.constantFrom(80, 200), fc.integer({ min: 40, max: 132 })),
    lines: fc
      .constantFrom(...(shell === "dash" ? [cookedStep] : [editorStep, editorStep, plainStep]))
      .chain((step) => fc.array(lineOf(step), { minLength: 4, maxLength: 8 })),
  });

/** What the kernel makes of keys (`n_tty`): BS, ctrl-u, and ctrl-w, which takes a word of letters and digits. */
export function cooked(line: readonly string[]): string {
  let text = "";
  for (const [key] of line.join("").matchAll(/<BS>|<C-[uw]>|<Enter>|[^<]/g)) {
    if (key === "<BS>") text = text.slice(0, -1);
    else if (key === "<C-u>") text = "";
    else if (key === "<C-w>") text = text.replace(/\w*\W*$/, "");
    else if (key !== "<Enter>") text += key;
  }
  return text;
}
