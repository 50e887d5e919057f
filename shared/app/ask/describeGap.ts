import type { GapAnswer } from "../../query/Answer.ts";
import type { Gap } from "../../session/Gap.ts";
import { iso, placeOf } from "./describe.ts";

export const describeGap = (gap: Gap): GapAnswer => ({
  ...placeOf(gap.scope),
  kind: gap.kind,
  state: gap.state,
  endpoint: gap.endpoint,
  logGroup: gap.logGroup,
  logStream: gap.logStream,
  session: gap.sessionId,
  from: iso(gap.from),
  to: gap.to === null ? null : iso(gap.to),
  noticed: iso(gap.noticed),
  settled: gap.settled === null ? null : iso(gap.settled),
  events: gap.events,
  detail: gap.detail,
});
