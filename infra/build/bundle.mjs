// How ssmtrail's entries are bundled: each function with everything it needs, the CLI beside its
// installed packages (its SQLite driver is a native library and can't be bundled).
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { chmod, copyFile, readFile, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";

const common = {
  bundle: true,
  platform: "node",
  format: "esm",
  logLevel: "warning",
  sourcemap: true,
  // Stack traces need names and lines, not the text: a third of the map, and Lambda reads it at start.
  sourcesContent: false,
};

/** The folders under `root` that hold a handler; one without is a mistake, named by the caller. */
export async function listFunctions(root) {
  const entries = existsSync(root) ? await readdir(root, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names
    .sort()
    .map((name) => ({ name, entry: join(root, name, "handler.ts") }))
    .map((each) => Object.assign(each, { exists: existsSync(each.entry) }));
}

/**
 * `dist/functions/<name>/index.mjs`, the SDK inside: Lambda's own copy is older and slower to load.
 * What is imported only when needed lies beside it. The size told is what every start loads.
 */
export async function bundleFunction({ name, entry }, outRoot) {
  const outdir = join(outRoot, name);
  const { metafile } = await build({
    ...common,
    entryPoints: [{ in: entry, out: "index" }],
    outdir,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    metafile: true,
    target: "node20",
    minify: true,
    // The SDK's ES modules shake: 332 KB instead of the 526 KB of its CommonJS files.
    mainFields: ["module", "main"],
    legalComments: "linked",
    banner: {
      // CommonJS packages inside an ES module still call `require` for Node's own modules.
      js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
    },
  });
  await removeStale(outdir, new Set(Object.keys(metafile.outputs).map((file) => basename(file))));
  const files = loadedAtStart(metafile, join(outdir, "index.mjs"));
  const code = Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
  return { name, bytes: code.length, gzipBytes: gzipSync(code).length };
}

/** The file and all that it imports, but not what it imports when it comes to that. */
function loadedAtStart({ outputs }, file, seen = new Set()) {
  seen.add(file);
  for (const { path, kind } of outputs[file]?.imports ?? [])
    if (kind === "import-statement" && path in outputs && !seen.has(path))
      loadedAtStart({ outputs }, path, seen);
  return [...seen];
}

/** Chunks of earlier builds. Not the whole folder: a test may be running what another build replaces. */
export async function removeStale(folder, keep) {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const stale = names.filter((name) => !keep.has(name));
  await Promise.all(stale.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

export async function bundleCli(entry, outfile) {
  const shebang = "#!/usr/bin/env node";
  const source = await readFile(entry, "utf8");
  await build({
    ...common,
    entryPoints: [entry],
    outfile,
    target: "node20",
    packages: "external",
    // esbuild keeps the entry's own shebang on top; a second one would be a syntax error.
    ...(source.startsWith("#!") ? {} : { banner: { js: shebang } }),
  });
  await chmod(outfile, 0o755);
}

/** `dist/console`: the page and its assets; what only the player needs is loaded with it. */
export async function bundleConsole(root, out) {
  const assets = join(out, "assets");
  const { metafile } = await build({
    bundle: true,
    platform: "browser",
    format: "esm",
    splitting: true,
    minify: true,
    logLevel: "warning",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "linked",
    metafile: true,
    outdir: assets,
    chunkNames: "[name]-[hash]",
    entryPoints: [
      { in: join(root, "main.tsx"), out: "main" },
      { in: join(root, "console.css"), out: "main" },
    ],
  });
  await copyFile(join(root, "index.html"), join(out, "index.html"));
  await copyFile(join(root, "icon.svg"), join(assets, "icon.svg"));
  const made = Object.keys(metafile.outputs).map((file) => basename(file));
  await removeStale(assets, new Set([...made, "icon.svg"]));
  return Object.entries(metafile.outputs)
    .filter(([file]) => /\.(js|css)$/.test(file))
    .map(([file, { bytes }]) => ({ name: basename(file), bytes }));
}
