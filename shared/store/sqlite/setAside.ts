import { mkdtemp, readdir, rename } from "node:fs/promises";
import { join } from "node:path";

/** Moves the database in `folder` into a new folder beside it, and says which. */
export async function setAside(folder: string): Promise<string> {
  const aside = await mkdtemp(join(folder, "damaged-"));
  const names = await readdir(folder);
  for (const name of names.filter((one) => one.startsWith("ssmtrail.db")))
    await rename(join(folder, name), join(aside, name));
  return aside;
}
