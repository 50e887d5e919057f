import { ecosystemRules } from "./ecosystemRules.ts";
import { keyBlocks } from "./keyBlocks.ts";
import type { Secret } from "./Secret.ts";
import { marksIn } from "./secretMark.ts";
import { nearRules, shapedRules, type TerminalRule } from "./terminalRules.ts";
import { tokensOf } from "./tokensOf.ts";
import { viewsOf, type View } from "./views.ts";

const ECOSYSTEM = ecosystemRules();

/**
 * The secrets in a text, in order, none within another: those that any view of the text shows. What
 * is hidden already is not found again.
 */
export function findSecrets(text: string): Secret[] {
  if (text.length < LEAST) return [];
  const found = viewsOf(text).flatMap((view) => placed(view, scan(view)));
  const marks = marksIn(text);
  const ends = marks.map(({ end }) => end);
  return united(
    found.filter(({ start, end }) => (marks[firstAbove(ends, start)]?.start ?? Infinity) >= end),
  );
}

/** No rule finds anything in less. */
const LEAST = 4;

function scan(view: View): Secret[] {
  const { text, joints } = view;
  const tokens = tokensOf(text);
  const shaped = [
    ...ECOSYSTEM.flatMap((rule) => rule.find(tokens.text)),
    ...apply(shapedRules, tokens.text),
  ];
  const known = placed(tokens, shaped);
  return joints.length > 0
    ? known.filter(({ start, end }) => (joints[firstAbove(joints, start)] ?? Infinity) < end)
    : [...known, ...apply(nearRules, text), ...keyBlocks(text)];
}

/** Where in a rising list the numbers above `bound` begin. */
function firstAbove(rising: readonly number[], bound: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

function apply(rules: readonly TerminalRule[], text: string): Secret[] {
  if (text === "") return [];
  const lower = text.toLowerCase();
  return rules.flatMap((rule) =>
    rule.needs.some((word) => lower.includes(word)) ? applyOne(rule, text) : [],
  );
}

function applyOne({ pattern, kind, accepts }: TerminalRule, text: string): Secret[] {
  const secrets: Secret[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.["s"] ?? [0, 0];
    const secret = unquoted(text, start, extended(text, end, end - start), kind);
    const value = text.slice(secret.start, secret.end);
    if (!isCall(value, text.charAt(secret.end)) && accepts(value)) secrets.push(secret);
  }
  return secrets;
}

/** Code that gets the secret from somewhere. */
const isCall = (value: string, next: string): boolean => next === "(" && /^[\w.]+$/.test(value);

/** Patterns end somewhere: what goes on after so much is of the same secret. */
const LONGEST_MATCHED = 4_000;
const GOES_ON = /[^\s"'|&;<>(),\x00-\x1f]*/y;

function extended(text: string, end: number, length: number): number {
  if (length < LONGEST_MATCHED) return end;
  GOES_ON.lastIndex = end;
  GOES_ON.test(text);
  return Math.max(end, GOES_ON.lastIndex);
}

function unquoted(text: string, start: number, end: number, kind: string): Secret {
  let [from, to] = [start, end];
  for (const quote of ['\\"', '"', "'"])
    if (text.startsWith(quote, from)) {
      from += quote.length;
      if (to - quote.length >= from && text.startsWith(quote, to - quote.length))
        to -= quote.length;
      break;
    }
  return { start: from, end: to, kind };
}

/** In the text itself: what a view left out between a secret's characters is hidden with it. */
const placed = ({ at }: View, secrets: readonly Secret[]): readonly Secret[] =>
  at === undefined
    ? secrets
    : secrets.map(({ start, end, kind }) => ({
        start: at[start] ?? 0,
        end: (at[end - 1] ?? 0) + 1,
        kind,
      }));

/** Where several overlap, one that covers them all, called what the longest is called. */
function united(secrets: readonly Secret[]): Secret[] {
  const sorted = secrets.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const whole: (Secret & { readonly longest: number })[] = [];
  for (const { start, end, kind } of sorted) {
    const last = whole.at(-1);
    if (last === undefined || start >= last.end) {
      whole.push({ start, end, kind, longest: end - start });
      continue;
    }
    const longer = end - start > last.longest;
    whole[whole.length - 1] = {
      start: last.start,
      end: Math.max(last.end, end),
      kind: longer ? kind : last.kind,
      longest: Math.max(last.longest, end - start),
    };
  }
  return whole;
}
