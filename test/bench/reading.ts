// What reading a subscription event costs, against what anyone must do to look into it.
import { gunzipSync } from "node:zlib";
import { gunzip } from "../../shared/aws/gunzip.ts";
import { decodeSubscription } from "../../shared/logs/decodeSubscription.ts";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { parseStream } from "../../shared/logs/parseStream.ts";
import { ratioAtMost, round, type BenchSize, type Figure } from "./Figure.ts";
import { makePayload, PAYLOAD_KINDS } from "./makePayloads.ts";
import { interleaved, median } from "./statistics.ts";

export async function reading({ quick }: BenchSize): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of PAYLOAD_KINDS) {
    const data = makePayload(kind, quick ? 500 : 10_000);
    const times = await interleaved(
      { floor: () => lookInto(data), read: () => read(data) },
      quick ? { runs: 5, warmUps: 1 } : { runs: 41, warmUps: 10 },
    );
    figures.push(
      ratioAtMost(2, median(times.floor), {
        figure: `reading: a payload of ${kind}`,
        unit: "ms",
        value: median(times.read),
        // On a busy machine the fastest runs tell most.
        note: `the fastest run: ${round(Math.min(...times.read) / Math.min(...times.floor))} × the fastest floor`,
      }),
    );
  }
  return figures;
}

const lookInto = (data: string): unknown =>
  JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString());

function read(data: string): number {
  const decoded = decodeSubscription({ awslogs: { data } }, gunzip);
  if (decoded.kind !== "data") throw new Error(decoded.kind);
  const { message } = decoded;
  const stream = parseStream({ ...message, sessionLogGroups: [] });
  if (stream.kind !== "endpoint") throw new Error(stream.kind);
  let said = 0;
  for (const event of message.events) said += parseSsmLine(event.message).said.kind.length;
  return said;
}
