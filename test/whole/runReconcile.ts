import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { Ports } from "../../shared/app/Ports.ts";
import {
  reconcile,
  type ReconcileReport,
  type ReconcileRequest,
} from "../../shared/app/whole/reconcile.ts";
import type { Gap } from "../../shared/session/Gap.ts";
import { gapsPartition } from "../../shared/session/keys.ts";
import { settings } from "../laws/deliver.ts";
import { collect } from "../store/rows.ts";
import type { RecordedAccount } from "./RecordedAccount.ts";

let secrets = 0;
/** Each run has an ID of its own; the laws' ports have one secret for all. */
export const ownSecret = (): string =>
  String(++secrets).padStart(32, "0").split("").reverse().join("");

export const scopeOf = (account: string): string => `aws/${account}/us-east-1`;

/** One run over what the account shows, whole unless told otherwise. */
export const runReconcile = (
  world: RecordedAccount,
  account: string,
  ports: Ports,
  more: Partial<ReconcileRequest> = {},
): Promise<ReconcileReport> =>
  reconcile(
    // Runs tell their attempts apart by a secret each; the laws' stores otherwise share one.
    { ...ports, secret: () => randomBytes(32).toString("hex") },
    {
      logs: world.logs,
      sessions: world.lister,
      failures: world.failureStore,
      gunzip: (bytes) => gunzipSync(bytes),
    },
    {
      scope: scopeOf(account),
      settings,
      patterns: { endpoint: "", session: "" },
      range: null,
      deep: false,
      deadline: Infinity,
      ...more,
    },
  );

export const gapsOf = async ({ store }: Ports, account: string): Promise<Gap[]> =>
  (await collect(store.list<Gap>({ partition: gapsPartition(scopeOf(account)) }))).map(
    ({ value }) => value,
  );
