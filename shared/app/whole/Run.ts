import type { Settings } from "../Ports.ts";

/** One run of re-reading, whatever it re-reads. */
export interface Run {
  /** Nobody else's, so that its attempts are told from others'. */
  readonly id: string;
  readonly scope: string;
  readonly settings: Settings;
  /** Whether there is time for more. */
  readonly mayGoOn: () => boolean;
  /** Counts deliveries. */
  delivered: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly logGroup: string;
  /** Epoch milliseconds: read so far. */
  readonly at: number;
  readonly events: number;
}
