import type { Ask } from "../../shared/query/Question.ts";
import { queryOf } from "./useUrlState.ts";

/** What a question takes, by the names of the contract. */
export type Given = Readonly<Record<string, string | undefined>>;

/** Why there is no answer, in words for people. */
export class AskError extends Error {
  override readonly name = "AskError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Asks the query function behind this page. Throws {@link AskError}, or what `signal` was aborted with. */
export async function fetchAnswer<T>(ask: Ask, given: Given, signal?: AbortSignal): Promise<T> {
  const response = await reach(`/api/${ask}${queryOf(given)}`, signal);
  if (response.ok) return (await response.json()) as T;
  throw await refusalOf(response);
}

async function reach(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, signal === undefined ? {} : { signal });
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    throw new AskError("unreachable", "The console's server does not answer: is it still running?");
  }
}

async function refusalOf(response: Response): Promise<AskError> {
  const told: unknown = await response.json().catch(() => null);
  const problem = typeof told === "object" && told !== null ? told : {};
  const text = (name: string, other: string): string => {
    const value = (problem as Record<string, unknown>)[name];
    return typeof value === "string" ? value : other;
  };
  if (response.status === 401)
    return new AskError(
      "no-token",
      "This browser is not let in any more: open the link that `ssmtrail console` printed, or start it again.",
    );
  return new AskError(text("code", "failed"), text("detail", `HTTP ${response.status}`));
}
