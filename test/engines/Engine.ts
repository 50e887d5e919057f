/** A DynamoDB stand-in that is running, or the reason why it can't run here. */
export type Engine =
  | { readonly kind: "running"; readonly endpoint: string; stop(): Promise<void> }
  | { readonly kind: "unavailable"; readonly reason: string };

export const ENGINE_NAMES = ["sqlite", "dynalite", "dynamodb-local", "moto"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** `ENGINES=sqlite,moto` picks them; without it, those that need nothing but Node. */
export function wantedEngines(setting = process.env["ENGINES"]): readonly EngineName[] {
  if (setting === undefined) return ["sqlite", "dynalite"];
  return setting.split(",").map((name) => {
    const known = ENGINE_NAMES.find((each) => each === name);
    if (known === undefined) throw new Error(`ENGINES: ${name} is none of ${ENGINE_NAMES.join()}`);
    return known;
  });
}
