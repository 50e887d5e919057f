/** As a POSIX shell reads it back. */
export const quoted = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Flags of the program for what a question was given. */
export const flagsOf = (given: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`--${name}`, value],
  );
