import type { ActorAnswer } from "../../shared/query/Answer.ts";

/** The short name of an ARN: `OnCall/jonas.weber` of an assumed role, `user/b.okafor`. */
export const shortArn = (arn: string): string =>
  arn.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, "").replace(/^assumed-role\//, "");

/** Who it was, as far as one name can say it. */
export function actorName({
  actor,
  name,
  candidates,
}: Pick<ActorAnswer, "actor" | "name" | "candidates">): string {
  if (name !== null) return name;
  if (actor !== null) return shortArn(actor);
  return candidates.length === 0 ? "unknown" : `one of ${candidates.length}`;
}
