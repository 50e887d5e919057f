import { makeRedactor } from "../shared/secrets/Redactor.ts";
import { cutAfter } from "../shared/secrets/secretMark.ts";
import { harmless } from "../shared/terminal/harmless.ts";

const { redact } = makeRedactor(null);

/** A note or an error, which may quote what was read: without secrets, and harmless. */
export const presentable = (text: string): string => harmless(redact(text), "\n");

/** The beginning of what was read, to be quoted in a note: secrets are hidden before it is cut. */
export const quotable = (text: string, most: number): string =>
  JSON.stringify(cutAfter(redact(text), most));
