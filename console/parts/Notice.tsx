import type { ComponentChildren } from "preact";
import type { AskError } from "../ask/fetchAnswer.ts";
import { Shown } from "./Shown.tsx";

/** Why there is nothing to see, where that is an error. */
export function Refused({ error }: { readonly error: AskError }) {
  return (
    <div class="notice bad" role="alert">
      <strong>{error.code}</strong> <Shown text={error.message} />
    </div>
  );
}

export function Waiting({ what }: { readonly what: string }) {
  return (
    <p class="waiting" aria-busy="true" role="status">
      Loading {what}…
    </p>
  );
}

/** Nothing matched: what was asked for, and what else could be done. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="notice" role="status">
      {children}
    </div>
  );
}
