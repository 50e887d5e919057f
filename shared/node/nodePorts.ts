import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Archive } from "../app/Archive.ts";
import type { Ports } from "../app/Ports.ts";
import type { Store } from "../app/Store.ts";

/** The world as Node has it, around a store and, where one is wanted, an archive. */
export const nodePorts = (store: Store, archive?: Archive): Ports => ({
  store,
  ...(archive === undefined ? {} : { archive }),
  now: Date.now,
  pause: (ms) => sleep(ms),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
  secret: () => randomBytes(32).toString("hex"),
  sign: (key, text) => createHmac("sha256", Buffer.from(key, "hex")).update(text).digest("hex"),
  seal,
  unseal,
});

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. The nonce is a code of what is sealed, so that none is used for two texts. */
function seal(key: string, text: string, bound: string): string {
  const secret = Buffer.from(key, "hex");
  const nonce = createHmac("sha256", secret)
    .update(JSON.stringify([bound, text]))
    .digest()
    .subarray(0, NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function unseal(key: string, sealed: string, bound: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString("base64url") !== sealed)
    return undefined;
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(
    "aes-256-gcm",
    Buffer.from(key, "hex"),
    bytes.subarray(0, NONCE_BYTES),
    { authTagLength: TAG_BYTES },
  )
    .setAAD(Buffer.from(bound))
    .setAuthTag(tag);
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
