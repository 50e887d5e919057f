// What template.yaml makes, read by its layout: Prettier keeps it, and `npm run lint` holds it to that.

/** @param {string} template @returns {{ name: string, type: string, condition: string | null, retained: boolean }[]} */
export function resourcesIn(template) {
  const section = /^Resources:\n([\s\S]*?)^(?=\S)/m.exec(template)?.[1] ?? "";
  return section
    .split(/^(?= {2}\w+:\n)/m)
    .map((text) => ({
      name: /^ {2}(\w+):\n/.exec(text)?.[1],
      type: /^ {4}Type: (\S+)$/m.exec(text)?.[1],
      condition: /^ {4}Condition: (\w+)$/m.exec(text)?.[1] ?? null,
      retained: /^ {4}DeletionPolicy: Retain$/m.test(text),
    }))
    .filter(({ name, type }) => name !== undefined && type !== undefined);
}

/** @param {{ type: string }[]} resources */
export function countTypes(resources) {
  const counts = new Map();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
