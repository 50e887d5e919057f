import { cutStreamed } from "./agent/cutStreamed.ts";
import { cutTranscript } from "./agent/cutTranscript.ts";
import { decodeGoText, formatGoString } from "./agent/goJson.ts";
import { prefixTerminal } from "./agent/prefixTerminal.ts";
import { stripAnsi } from "./agent/stripAnsi.ts";
import type { Recording } from "./Recording.ts";

const facts = {
  sessionId: "s-0",
  targetId: "sagemaker-endpoint:e_v_i-0",
  ownerArn: "a",
  region: "r",
};

const printed = (...chunks: readonly [at: number, text: string][]): Recording => ({
  chunks: chunks.map(([at, text]) => ({ at, bytes: Buffer.from(text) })),
});

describe("the agent's ANSI strip", () => {
  test.each([
    ["\u001b[1;31mred\u001b[0m", "red", "colours go"],
    ["\u001b[?2004h# ls", "# ls", "private modes go"],
    ["a\bb\r\tc", "a\bb\r\tc", "C0 controls stay"],
    ["\u001b]0;title\u001b\\# ", "# ", "an OSC that ESC \\ ends goes"],
    ["\u001b]0;title\u0007# ", undefined, "an OSC that BEL ends is broken"],
    ["\u001b(B", undefined, "a character set is broken"],
    ["\u001b=", undefined, "keypad mode is broken"],
    ["\u001b[1;2;3H", undefined, "a third parameter of CUP is broken"],
    ["\u001b[", undefined, "a sequence that the line's end cuts is broken"],
    ["\u001bOPx", "x", "SS3 swallows the next byte"],
    ["caf\u00e9", "caf\u00e9", "C3 A9 has no C1 byte"],
  ])("%j -> %j: %s", (raw, plain, why) => {
    expect({ why, got: stripAnsi(Buffer.from(raw))?.toString() }).toEqual({ why, got: plain });
  });

  test.each([
    ["\u00dbls", "c373", "C3 9B: a CSI that `l` ends"],
    ["\u2019", "e2", "E2 80 99: both continuation bytes are C1 controls"],
    ["\u00cexyz", "c379 7a", "C3 8E: SS2 swallows x"],
  ])("%j loses bytes: %s (%s)", (raw, hex) => {
    expect(stripAnsi(Buffer.from(raw))?.toString("hex")).toBe(hex.replaceAll(" ", ""));
  });
});

describe("Go's text", () => {
  test("JSON escapes <, > and &, and each invalid byte by itself", () => {
    expect(formatGoString(Buffer.from([0x3c, 0x26, 0xe2, 0x80, 0x08, 0x22]))).toBe(
      String.raw`"\u003c\u0026\ufffd\ufffd\b\""`,
    );
  });

  test("an invalid byte is one sign, a valid character is itself", () => {
    expect(decodeGoText(Buffer.from([0xe2, 0x80, 0x41]))).toBe("\ufffd\ufffdA");
    expect(decodeGoText(Buffer.from("\u65e5\u{1f600}"))).toBe("\u65e5\u{1f600}");
  });
});

describe("streamed records", () => {
  const dataOf = (recording: Recording): unknown[] =>
    cutStreamed(recording, facts, { startedAt: 0, firstTick: 1 }).map(({ message, timestamp }) => [
      timestamp,
      (JSON.parse(message) as { sessionData: unknown }).sessionData,
    ]);

  test("a tick sends whole lines; a prompt waits for its Enter, the last one for the end", () => {
    const recording = printed([0.2, "# l"], [1.5, "s\r\n"], [1.6, "a\r\n# "], [3.1, "exit"]);
    expect(dataOf(recording)).toEqual([
      [2000, ["# ls", "a"]],
      [4000, ["# exit"]],
    ]);
  });

  test("a tick sends four events at most, the next goes on", () => {
    const line = `${"x".repeat(32_998)}\r\n`;
    const times = dataOf(printed([0, line.repeat(6)])).map((event) => (event as [number])[0]);
    expect(times).toEqual([1000, 1000, 1000, 1000, 2000, 2000]);
  });

  test("a line longer than the buffer comes in pieces", () => {
    const lengths = dataOf(printed([0, `${"x".repeat(40_000)}\n`])).map((event) => {
      return (event as [number, string[]])[1].map(({ length }) => length);
    });
    expect(lengths).toEqual([[33_000], [7_000]]);
  });
});

test("a transcript stands between the lines of `script`, its lines ending in CR LF", () => {
  const upload = { uploadedAt: Date.UTC(2026, 10, 12, 9, 15), file: "/x.log" };
  const [event, ...more] = cutTranscript(Buffer.from("# ls\r\na\r\n"), upload);
  expect(event?.message.split("\n")).toEqual([
    'Script started on 2026-11-12 09:15:00+00:00 [COMMAND="cat /x.log" <not executed on terminal>]',
    "# ls\r",
    "a\r",
    "",
    'Script done on 2026-11-12 09:15:00+00:00 [COMMAND_EXIT_CODE="0"]',
  ]);
  expect(more).toEqual([]);
});

test("a terminal line stands behind the prefix without its line end", () => {
  const prefix = { container: "c", gap: " " } as const;
  expect(prefixTerminal(printed([0.5, "# ls\r\na\r\n# "]), prefix, 1000)).toEqual([
    { timestamp: 1500, message: "[sagemaker ssm logs][c] # ls" },
    { timestamp: 1500, message: "[sagemaker ssm logs][c] a" },
    { timestamp: 1500, message: "[sagemaker ssm logs][c] # " },
  ]);
});
