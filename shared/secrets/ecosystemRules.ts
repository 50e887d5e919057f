import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type { Secret } from "./Secret.ts";

/**
 * Left out: comments that switch rules off, since the text is hostile; key files by their name;
 * and those that report a whole URL, assignment or key block, where `terminalRules` and `keyBlocks`
 * hide the secret part only.
 */
const NOT_USED = /-(filter-comments|gcp|aws|basicauth|database-connection-string|privatekey)$/;

/** As much of secretlint's rules as is used: each is made once and run on a text. */
interface Rule {
  readonly meta: { readonly id: string };
  create(
    context: RuleContext,
    options: object,
  ): { file?(source: { readonly content: string; readonly ext: string }): unknown };
}

interface RuleContext {
  createTranslator(messages: unknown): () => object;
  report(found: { readonly range: readonly number[] }): void;
}

export interface EcosystemRule {
  readonly kind: string;
  find(text: string): Secret[];
}

/** Secretlint's recommended rules: tokens of some twenty vendors, known by their shape. */
export function ecosystemRules(): EcosystemRule[] {
  return (rules as readonly unknown[] as readonly Rule[])
    .filter(({ meta }) => !NOT_USED.test(meta.id))
    .map(ecosystemRule);
}

function ecosystemRule(rule: Rule): EcosystemRule {
  const kind = rule.meta.id.replace(/^.*secretlint-rule-/, "");
  let found: Secret[] = [];
  const scanner = rule.create(
    {
      createTranslator: () => () => ({}),
      report: ({ range: [start = 0, end = 0] }) => {
        found.push({ start, end, kind });
      },
    },
    {},
  );
  return {
    kind,
    find(content) {
      found = [];
      scanner.file?.({ content, ext: "" });
      return found
        .filter(({ start }) => !isAddress(kind, content, start))
        .map((secret) => ({ ...secret, end: endOfToken(content, secret.end) }));
    },
  };
}

/** Its rule for GitHub's tokens in addresses reports the address; `terminalRules` has one too. */
const isAddress = (kind: string, text: string, start: number): boolean =>
  kind === "npm" && text.startsWith("http", start);

const REST = /[A-Za-z0-9_+/=-]*/y;

/** A few rules report the right length at the wrong place: no part of a token stays behind. */
function endOfToken(text: string, end: number): number {
  REST.lastIndex = end;
  REST.test(text);
  return Math.max(end, REST.lastIndex);
}
