import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArchiveEntry, OpenArchive, Opened } from "../app/Archive.ts";
import { decodeEntry, encodeEntry, isEntryName } from "./entry.ts";

/**
 * An archive in a folder that only its owner may read. An entry is written beside its place and
 * then renamed into it, so that no half of one ever bears its name.
 */
export const folderArchive = (folder: string): OpenArchive => ({
  place: folder,
  async keep(arrival, time, payload) {
    const { name, bytes } = encodeEntry(arrival, time, payload);
    const path = join(folder, name);
    if ((await sizeOf(path)) === bytes.byteLength) return;
    await writeWhole(path, bytes);
  },
  list: () => listEntries(folder, ""),
  remove: (name) => rm(join(folder, name), { force: true }),
  open: (name) => openEntry(join(folder, name), name),
});

const UNFINISHED = ".unfinished";

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString("hex")}${UNFINISHED}`;
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      // The index must not outlive a power cut that its evidence did not.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function* listEntries(folder: string, under: string): AsyncIterable<ArchiveEntry> {
  for (const entry of await entriesOf(join(folder, under))) {
    const name = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) yield* listEntries(folder, name);
    else if (name.endsWith(UNFINISHED)) yield { is: "unfinished", name };
    else yield { is: entry.isFile() && isEntryName(name) ? "entry" : "foreign", name };
  }
}

async function entriesOf(folder: string): Promise<Awaited<ReturnType<typeof readEntries>>> {
  try {
    const found = await readEntries(folder);
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

const readEntries = (folder: string) => readdir(folder, { withFileTypes: true });

async function openEntry(path: string, name: string): Promise<Opened> {
  try {
    return decodeEntry(name, await readFile(path));
  } catch (error) {
    if (isAbsent(error)) return { is: "missing", why: "the file is gone" };
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

const isAbsent = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
