import { decodeSubscription } from "../../logs/decodeSubscription.ts";
import { isObject } from "../../logs/isObject.ts";
import { parseJson } from "../../logs/parseJson.ts";
import { boundedPorts, DELIVERY_MS } from "../boundedPorts.ts";
import { ingest } from "../ingest.ts";
import { keepTrail } from "../keepTrail.ts";
import type { Ports, Settings } from "../Ports.ts";
import type { FailedDelivery, FailureStore } from "../sources/FailureStore.ts";
import { SourceError } from "../sources/SourceError.ts";

type Gunzip = (bytes: Uint8Array, cap: number) => Uint8Array;

export interface RedriveRequest {
  readonly settings: Settings;
  readonly gunzip: Gunzip;
  /** Only look what there is. */
  readonly dryRun: boolean;
  /** Take away what was taken in; false where somebody else still lacks it. */
  readonly remove: boolean;
  readonly runId: string;
  readonly mayGoOn: () => boolean;
  readonly onOutcome?: (outcome: RedriveOutcome) => void;
}

export interface RedriveOutcome {
  readonly name: string;
  /** ISO 8601: when it was refused. */
  readonly at: string;
  readonly bytes: number;
  readonly result: "waiting" | "taken-in" | "unreadable" | "gone";
  /** Log events or records in it; null where it could not be read, or was not. */
  readonly events: number | null;
  /** Those of them that were held already. */
  readonly alreadyHeld: number | null;
  /** Why it could not be taken in, in a few words; null where it could. */
  readonly why: string | null;
}

/**
 * Puts refused deliveries through again, oldest name first. What can't be read stays where it is.
 * Throws where the store or the world is broken: then nothing of that delivery is taken away.
 */
export async function redrive(
  ports: Ports,
  failures: FailureStore,
  request: RedriveRequest,
): Promise<{ readonly finished: boolean; readonly outcomes: readonly RedriveOutcome[] }> {
  const outcomes: RedriveOutcome[] = [];
  for await (const failed of failures.listFailures()) {
    if (!request.mayGoOn()) return { finished: false, outcomes };
    const outcome = await redriveOne(ports, failures, request, failed);
    outcomes.push(outcome);
    request.onOutcome?.(outcome);
  }
  return { finished: true, outcomes };
}

async function redriveOne(
  ports: Ports,
  failures: FailureStore,
  request: RedriveRequest,
  { name, at, bytes }: FailedDelivery,
): Promise<RedriveOutcome> {
  const told = { name, at: new Date(at).toISOString(), bytes };
  const nothing = { events: null, alreadyHeld: null, why: null };
  if (request.dryRun) return { ...told, ...nothing, result: "waiting" };
  const text = await readOne(failures, name);
  if (text === undefined) return { ...told, ...nothing, result: "gone" };
  const taken = await takeIn(ports, request, name, text);
  if (typeof taken === "string") return { ...told, ...nothing, result: "unreadable", why: taken };
  if (request.remove) await failures.removeFailure(name);
  return { ...told, ...taken, why: null, result: "taken-in" };
}

/** Undefined where somebody took it away since it was listed. */
async function readOne(failures: FailureStore, name: string): Promise<string | undefined> {
  try {
    return await failures.readFailure(name);
  } catch (error) {
    if (error instanceof SourceError && error.code === "gone") return undefined;
    throw error;
  }
}

type Taken = Pick<RedriveOutcome, "events" | "alreadyHeld">;

/** What it held; or why it can't be read. */
async function takeIn(
  ports: Ports,
  { settings, gunzip, runId }: RedriveRequest,
  name: string,
  text: string,
): Promise<Taken | string> {
  const record = parseJson(text);
  const payload = isObject(record) ? record.requestPayload : undefined;
  if (payload === undefined) return "it is no record of a refused invocation";
  if (isObject(payload) && isObject(payload.detail)) {
    const bounded = boundedPorts(ports, DELIVERY_MS);
    const { kept, duplicates, unreadable } = await keepTrail(bounded, settings, [payload.detail]);
    const [bad] = unreadable;
    if (bad !== undefined) return `its CloudTrail record can't be read: ${bad.why}`;
    return { events: kept + duplicates, alreadyHeld: duplicates };
  }
  const decoded = decodeSubscription(payload, gunzip);
  switch (decoded.kind) {
    case "control":
      return { events: 0, alreadyHeld: 0 };
    case "unreadable":
      return `${decoded.code}: ${decoded.detail}`;
    case "data": {
      const attemptId = `${runId}-${ports.hash(name).slice(0, 16)}`;
      const delivery = { attemptId, read: "live", firstOrdinal: 0 };
      const bounded = boundedPorts(ports, DELIVERY_MS);
      const { events, duplicates } = await ingest(bounded, settings, decoded.message, delivery);
      return { events, alreadyHeld: duplicates };
    }
    default:
      return decoded satisfies never;
  }
}
