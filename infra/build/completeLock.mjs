// `node infra/build/completeLock.mjs`, after `npm install`: writes into package-lock.json the other
// platforms' optional packages that npm left out. It does so where the registry in use holds only
// some platforms, and `npm ci` then refuses the lock, on every platform.
import { readFileSync, writeFileSync } from "node:fs";

const path = "package-lock.json";
const lock = JSON.parse(readFileSync(path, "utf8"));

for (const [parent, { optionalDependencies, dev }] of Object.entries(lock.packages)) {
  if (parent === "") continue;
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    const platform = platformOf(name);
    if (place in lock.packages || platform === undefined || !/^\d/.test(version)) continue;
    lock.packages[place] = { version, ...platform, ...(dev ? { dev } : {}), optional: true };
    console.log(`${name} ${version}`);
  }
}

lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")),
);
writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);

/** `@oxlint/binding-linux-arm-musleabihf` → os linux, cpu arm, libc musl. */
function platformOf(name) {
  const found =
    /(?:^|[-/])(aix|android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(gnu|musl))?/.exec(
      name,
    );
  if (found === null) return undefined;
  const [, os, cpu, libc] = found;
  const kinds = { gnu: ["glibc"], musl: ["musl"] };
  return { cpu: [cpu], os: [os], ...(libc === undefined ? {} : { libc: kinds[libc] }) };
}
