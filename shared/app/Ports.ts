import type { Retention } from "../session/retention.ts";
import type { Archive } from "./Archive.ts";
import type { Store } from "./Store.ts";

/** The world as the use cases see it. */
export interface Ports {
  readonly store: Store;
  /** Where raw payloads are kept before anything is made of them; absent where nobody wants one. */
  readonly archive?: Archive;
  /** How long things are kept; absent where they are for good. */
  readonly retention?: Retention | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after about `ms` milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  /** A hex digest that nobody can make two texts for. */
  readonly hash: (text: string) => string;
  /** A new secret, hex. */
  readonly secret: () => string;
  /** A hex code that only the key's holder can make. */
  readonly sign: (key: string, text: string) => string;
  /**
   * The text so that only the key's holder can read or make it, in letters, digits, `-` and `_`; the
   * same for the same text and `bound`.
   */
  readonly seal: (key: string, text: string, bound: string) => string;
  /** The inverse of `seal`; undefined for what is not sealed so. */
  readonly unseal: (key: string, sealed: string, bound: string) => string | undefined;
}

/** What a deployment decides. */
export interface Settings {
  readonly partition: string;
  readonly region: string;
  /** Names of the log groups of session logs; a name may end in `*`. */
  readonly sessionLogGroups: readonly string[];
  /** Those of them that hold sessions of SageMaker endpoints only. */
  readonly declaredLogGroups: readonly string[];
  /** Minutes that a session without a known end is taken to last; 1,440 unless told. */
  readonly sessionMinutes?: number;
}
