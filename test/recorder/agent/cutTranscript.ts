import { linesOf } from "../Recording.ts";
import { decodeGoText } from "./goJson.ts";
import { fillEvents, type Shipped } from "./cutStreamed.ts";

/** The most bytes of one event of a whole transcript. */
export const TRANSCRIPT_EVENT_BYTES = 200_000;

/** When a transcript was uploaded (which is also what `script` writes), and the agent's file. */
export interface Upload {
  readonly uploadedAt: number;
  readonly file: string;
}

/**
 * The whole transcript as the agent uploads it at the session's end. It runs `cat` on its file
 * under `script`, whose terminal puts a CR before every LF: lines end in CR CR LF there. The agent
 * turns CR LF into LF once, so they end in CR LF here.
 */
export function cutTranscript(printed: Buffer, upload: Upload): Shipped[] {
  const file = { chunks: [{ at: 0, bytes: scripted(printed, upload) }] };
  const lines = linesOf(file, TRANSCRIPT_EVENT_BYTES).map(({ bytes }) => bytes);
  return fillEvents(lines, TRANSCRIPT_EVENT_BYTES, (line) => line.length).map((event) => ({
    timestamp: upload.uploadedAt,
    message: formatEvent(Buffer.concat(event)),
  }));
}

function scripted(printed: Buffer, upload: Upload): Buffer {
  const at = new Date(upload.uploadedAt).toISOString().slice(0, 19).replace("T", " ");
  return Buffer.concat([
    Buffer.from(
      `Script started on ${at}+00:00 [COMMAND="cat ${upload.file}" <not executed on terminal>]\n`,
    ),
    Buffer.from(printed.toString("latin1").replaceAll("\n", "\r\n"), "latin1"),
    Buffer.from(`\nScript done on ${at}+00:00 [COMMAND_EXIT_CODE="0"]\n`),
  ]);
}

/** An event's last LF is dropped, since the file is complete when it is read. */
function formatEvent(event: Buffer): string {
  const text = Buffer.from(event.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
  return decodeGoText(text.at(-1) === 10 ? text.subarray(0, -1) : text);
}
