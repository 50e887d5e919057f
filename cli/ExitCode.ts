/** What the program's exit code says; the same words as in docs and tests. */
export const EXIT = {
  right: 0,
  /** Something was wrong or unreadable, or there are findings. */
  wrong: 1,
  /** What was asked could not be known from what is held. */
  unknown: 3,
  /** The command line (sysexits EX_USAGE). */
  usage: 64,
  /** A source could not be reached (sysexits EX_UNAVAILABLE). */
  unreachable: 69,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
