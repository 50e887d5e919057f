import type { Form } from "../../../shared/terminal/Reader.ts";
import { cutStreamed } from "../agent/cutStreamed.ts";
import { cutTranscript } from "../agent/cutTranscript.ts";
import { decodeGoText } from "../agent/goJson.ts";
import { linesOf, type Recording } from "../Recording.ts";

const FACTS = {
  sessionId: "dev-0a1b2c3d4e5f60718",
  targetId: "sagemaker-endpoint:edits_AllTraffic_i-0b21f4d9a7c3e8d10",
  ownerArn: "arn:aws:sts::111122223333:assumed-role/Dev/dev",
  region: "eu-west-1",
};

/** The pieces of a session's text as they come in each form. */
export function textsOf(form: Form, recording: Recording): string[] {
  if (form === "transcript") {
    const printed = Buffer.concat(recording.chunks.map(({ bytes }) => bytes));
    return cutTranscript(printed, { uploadedAt: 0, file: "f" }).map(({ message }) => message);
  }
  if (form === "prefixed")
    return linesOf(recording).map(({ bytes }) => `${decodeGoText(bytes).replace(/\r?\n$/, "")}\n`);
  return cutStreamed(recording, FACTS, { startedAt: 0, firstTick: 1 }).map(({ message }) => {
    const { sessionData } = JSON.parse(message) as { readonly sessionData: readonly string[] };
    return sessionData.map((line) => `${line}\n`).join("");
  });
}
