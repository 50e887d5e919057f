import type { Form } from "../../../shared/terminal/Reader.ts";

/** A made-up account: who opened which session on which target, when, and how it was recorded. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly sessionLogGroup: string;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly endpoints: readonly Endpoint[];
  readonly sessions: readonly PlannedSession[];
  /** Attempts that were refused. */
  readonly denied: readonly {
    readonly actor: string;
    readonly target: string;
    readonly at: string;
  }[];
}

export interface Actor {
  readonly kind: "identity-center" | "user" | "role";
  /** Role name, or the user's own name. */
  readonly name: string;
  /** Role session name; the user's name again for an IAM user. */
  readonly sessionName: string;
  readonly principalId: string;
  readonly sourceIp: string;
}

export interface Endpoint {
  readonly name: string;
  /** `Endpoints` or `endpoints`: both spellings are met. */
  readonly groupSpelling: "Endpoints" | "endpoints";
  /** A single-container model's target has no container at its end. */
  readonly multiContainer: boolean;
  readonly instances: readonly Instance[];
  /** Whether the agent's lines carry a fraction of the second (agents since 2024). */
  readonly fraction: boolean;
  /** Whether a space stands between the prefix and the text. */
  readonly gap: "" | " ";
}

export interface Instance {
  readonly variant: string;
  readonly id: string;
  readonly containers: readonly string[];
  readonly launchedAt: string;
  /** Set where an endpoint update took the instance away. */
  readonly goneAt?: string;
}

export interface PlannedSession {
  readonly sessionId: string;
  readonly actor: string;
  readonly endpoint: string;
  readonly instance: string;
  readonly container: string;
  readonly startedAt: string;
  readonly document: string;
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
  readonly reason?: string;
  /** The scenario to record; none for sessions without a shell. */
  readonly scenario?: string;
  /** How its text arrives; `lost` where the agent says that it can't. */
  readonly form: Form | "lost" | "none";
  /** Seconds that a session without a scenario lasts. */
  readonly lasts?: number;
  readonly end: "exit" | "terminate";
}
