/** JSON as a value; `undefined`, which no JSON text means, where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown; // JSON.parse is typed `any`
  } catch {
    return undefined;
  }
}
