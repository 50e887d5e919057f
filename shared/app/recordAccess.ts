import { accessOf, type Access, type Asker } from "../query/Access.ts";
import type { Question } from "../query/Question.ts";
import { accessesPartition, accessSort, type Key } from "../session/keys.ts";
import type { Ports } from "./Ports.ts";
import { StoreError } from "./StoreError.ts";

const ROUNDS = 5;

/**
 * Writes down that somebody is told commands or text; done before they are. A row is never
 * written over: each has a key of its own, and is kept only where none is yet.
 */
export async function recordAccess(
  { store, now, secret }: Pick<Ports, "store" | "now" | "secret">,
  asker: Asker,
  question: Question,
  answered: unknown,
): Promise<void> {
  const access = accessOf(asker, question, answered, now());
  if (access === undefined) return;
  for (let round = 0; round < ROUNDS; round++) {
    const sort = accessSort(access.at, secret().slice(0, 16));
    const key: Key<Access> = { partition: accessesPartition(access.at), sort };
    if (await store.save(key, access, 0)) return;
  }
  throw new StoreError("contended", "the access journal: no free key was found");
}
