import fc from "fast-check";
import { readCursor, writeCursor } from "../../shared/app/ask/cursor.ts";
import { StoreError } from "../../shared/app/StoreError.ts";
import { formatStream } from "../../shared/logs/formatStream.ts";
import { parseStream } from "../../shared/logs/parseStream.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { QuestionOf } from "../../shared/query/Question.ts";
import { formatLane, parseLane } from "../../shared/session/Lane.ts";
import { formatMark, parseMark } from "../../shared/session/mark.ts";
import type { Piece } from "../../shared/session/Piece.ts";
import {
  compare,
  dayOf,
  eventIdOf,
  positionOf,
  startOfTime,
  timeOf,
} from "../../shared/session/Position.ts";
import {
  advanceReading,
  agrees,
  beginReading,
  checkpointOf,
  provisional,
  resumeReading,
  type Reading,
} from "../../shared/session/readPieces.ts";
import { decodeBody, encodeBody } from "../../shared/store/body.ts";
import type { Row, Table } from "../../shared/store/Table.ts";
import { formatScope, parseScope } from "../../shared/target/Scope.ts";
import { formatTargetId } from "../../shared/target/formatTargetId.ts";
import { findTargetIds } from "../../shared/target/findTargetIds.ts";
import { parseTargetId } from "../../shared/target/parseTargetId.ts";
import type { Form } from "../../shared/terminal/ReadCommand.ts";
import {
  anyText,
  instance,
  name,
  numericId,
  position,
  scope,
  targetId,
  timestamp,
  wellFormed,
} from "./arbitraries.ts";
import { portsOn, runs } from "./lawEngine.ts";

const holds = <T>(title: string, arbitrary: fc.Arbitrary<T>, law: (value: T) => void): void => {
  test(title, () => {
    fc.assert(fc.property(arbitrary, law), { numRuns: runs(100) });
  });
};

describe("parse(format(x)) = x", () => {
  holds("scopes", scope, (one) => {
    expect(parseScope(formatScope(one))).toEqual(one);
  });

  const lane = fc.record({ scope, logGroup: wellFormed, logStream: wellFormed });
  holds("lanes, which are ASCII too", lane, (one) => {
    const text = formatLane(one);
    expect(text).toMatch(/^[!-~]*$/);
    expect(parseLane(text)).toEqual(one);
  });
  holds("lanes: any other text is none, and never throws", anyText, (text) => {
    expect(() => parseLane(`aws/unknown/us-east-1#${text}`)).not.toThrow();
  });

  holds("target IDs", targetId, (one) => {
    expect(parseTargetId(formatTargetId(one))).toEqual(one);
    expect(findTargetIds(`x ${formatTargetId(one)} y`)).toEqual([one]);
  });

  const endpointStream = fc.record({ endpoint: name, variant: name, instance });
  const roots = fc.constantFrom("/aws/sagemaker/Endpoints/", "/aws/sagemaker/endpoints/");
  holds("streams of endpoints", fc.tuple(endpointStream, roots), ([one, root]) => {
    const stream = { kind: "endpoint", ...one } as const;
    expect(parseStream({ ...formatStream(stream, root), sessionLogGroups: [] })).toEqual(stream);
  });

  const mark = fc.record({ position, after: fc.option(timestamp), repeatedUntil: fc.nat() });
  holds("marks", mark, (one) => {
    expect(parseMark(formatMark(one))).toEqual(one);
  });
});

describe("positions", () => {
  const numeric = fc.record({ timestamp, id: numericId });
  const at = (event: { timestamp: number; id: string }): string =>
    positionOf({ ...event, message: "" }, "", 0);

  holds(
    "are ordered by time, then by the number that the ID is",
    fc.tuple(numeric, numeric),
    ([a, b]) => {
      const ids = BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0;
      const order = Math.sign(a.timestamp - b.timestamp) || ids;
      expect(compare(at(a), at(b))).toBe(order);
      expect(Math.sign(Buffer.compare(Buffer.from(at(a)), Buffer.from(at(b))))).toBe(order);
    },
  );
  holds("give their time and numeric ID back", numeric, (event) => {
    expect(timeOf(at(event))).toBe(event.timestamp);
    expect(eventIdOf(at(event))).toBe(event.id);
    expect(eventIdOf(`${at(event)}!1`)).toBe(event.id);
  });
  holds("of any ID are ASCII and stand between their time's bounds", position, (one) => {
    expect(one).toMatch(/^[!-~]+$/);
    expect(startOfTime(timeOf(one)) <= one && one < `${startOfTime(timeOf(one))}~`).toBe(true);
    expect(dayOf(timeOf(one))).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
  });
  const plain = fc.stringMatching(/^[a-z]([a-z0-9!_.-]|!){0,40}$/);
  holds("give back an ID that is no number, as emulators have them", plain, (id) => {
    const one = positionOf({ id, timestamp: 1, message: "" }, "", 0);
    expect(decodeURIComponent(eventIdOf(one) ?? "")).toBe(id);
  });
  holds(
    "without an ID follow the read's own order",
    fc.tuple(fc.nat(9_999_999), fc.nat(9_999_999)),
    ([a, b]) => {
      const unnamed = (n: number): string =>
        positionOf({ id: null, timestamp: 1, message: "" }, "r", n);
      expect(compare(unnamed(a), unnamed(b))).toBe(Math.sign(a - b));
      expect(eventIdOf(unnamed(a))).toBeNull();
    },
  );
});

describe("stored bodies", () => {
  const value = fc.oneof(
    fc.jsonValue({ stringUnit: "binary" }),
    anyText,
    anyText.map((text) => ({ text: text.repeat(60) })),
  );
  holds("give any JSON value back", fc.tuple(value, fc.constantFrom(1, 6)), ([one, level]) => {
    expect(decodeBody(encodeBody(one, level))).toEqual(JSON.parse(JSON.stringify(one)));
  });
  holds(
    "of other bytes are `corrupt`, or JSON by chance",
    fc.uint8Array({ maxLength: 40 }),
    (bytes) => {
      try {
        decodeBody(bytes);
      } catch (error) {
        expect(error).toMatchObject({
          name: "StoreError",
          code: "corrupt",
        } satisfies Partial<StoreError>);
      }
    },
  );
  test("of a kind that this program does not know are `corrupt`", () => {
    const body = Uint8Array.of(7, ...Buffer.from("{}"));
    expect(() => decodeBody(body)).toThrow(expect.objectContaining({ code: "corrupt" }));
  });
});

describe("cursors", () => {
  const question = (parameters: Record<string, string>): QuestionOf<"commands"> => {
    const parsed = parseQuestion("commands", parameters, 1_700_000_000_000);
    if (!parsed.ok || parsed.answer.ask !== "commands") throw new Error("no question");
    return parsed.answer;
  };
  const asked = question({ program: "ls", since: "7d" });
  const withToken = (of: QuestionOf<"commands">, nextToken: string) => ({ ...of, nextToken });
  const refused = { ok: false, error: { status: 400, code: "bad-token" } };

  test("give back where the page ended, to the same question of any page size", async () => {
    const ports = portsOn(memoryTable());
    await fc.assert(
      fc.asyncProperty(fc.array(anyText), async (after) => {
        const token = await writeCursor(ports, asked, after);
        expect(token).toMatch(/^[A-Za-z0-9_.-]+$/);
        const later = parseQuestion(
          "commands",
          { program: "ls", since: "7d", maxResults: "3" },
          1_700_000_900_000,
        );
        if (!later.ok || later.answer.ask !== "commands") throw new Error("no question");
        expect(await readCursor(ports, withToken(later.answer, token))).toEqual({
          ok: true,
          answer: { after },
        });
      }),
      { numRuns: runs(100) },
    );
  });

  test("of another question or another store are refused", async () => {
    const ports = portsOn(memoryTable());
    const others = { ...portsOn(memoryTable()), secret: () => "a5".repeat(32) };
    const token = await writeCursor(ports, asked, ["a", "b"]);
    for (const other of [
      {},
      { program: "cat", since: "7d" },
      { program: "ls", since: "6d" },
      { program: "ls", since: "7d", account: "111122223333" },
    ])
      expect(await readCursor(ports, withToken(question(other), token))).toMatchObject(refused);
    expect(await readCursor(others, withToken(asked, token))).toMatchObject(refused);
  });

  test("that were changed anywhere are refused", async () => {
    const ports = portsOn(memoryTable());
    const token = await writeCursor(ports, asked, ["0001700000000000.d0112#00000003"]);
    const signs = fc.constantFrom(..."Aa0_-.=+/ %\0é".split(""));
    const edits = fc.record({
      at: fc.nat({ max: token.length }),
      sign: signs,
      cut: fc.constantFrom(0, 1),
    });
    await fc.assert(
      fc.asyncProperty(edits, async ({ at, sign, cut }) => {
        const changed = token.slice(0, at) + sign + token.slice(at + cut);
        fc.pre(changed !== token);
        expect(await readCursor(ports, withToken(asked, changed))).toMatchObject(refused);
      }),
      { numRuns: runs(200) },
    );
    for (const changed of [
      `${token}.`,
      `${token}.x`,
      token.slice(1),
      token.slice(0, -1),
      token.toUpperCase(),
    ])
      expect(await readCursor(ports, withToken(asked, changed))).toMatchObject(refused);
  });

  test("that are any text at all are refused and never throw", async () => {
    const ports = portsOn(memoryTable());
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await readCursor(ports, withToken(asked, text))).toMatchObject(refused);
      }),
      { numRuns: runs(100) },
    );
  });
});

/** The least that is a table: tokens need a place for their key. */
function memoryTable(): Table {
  const rows = new Map<string, Row>();
  const name = ({ partition, sort }: { partition: string; sort: string }): string =>
    `${partition}\n${sort}`;
  const put = (row: Row): void => void rows.set(name(row), row);
  return {
    get: (keys) => Promise.resolve(keys.map((key) => rows.get(name(key)))),
    list() {
      throw new Error("tokens need no lists");
    },
    save(row, expected) {
      const wins = (rows.get(name(row))?.version ?? 0) === expected;
      if (wins) put(row);
      return Promise.resolve(wins);
    },
    write: (puts) => Promise.resolve(puts.forEach(put)),
    exclusively: (work) => work(),
    close: () => Promise.resolve(),
  };
}

describe("restore(dump(state)) = state", () => {
  const line = fc.constantFrom(
    "sh-5.1# ls /opt/ml",
    "sh-5.1# ",
    "total 12",
    "\u001b[?2004hroot@m:/# id",
    "\u001b[?2004l\ruid=0(root)",
    "root@m:/# python3",
    ">>> import os",
    "sh-5.1# cat <<EOF",
    "> more",
    "\u001b[?1049h editor",
    "\u001b[?1049l",
    "half \ud800 of a pair",
    "",
  );
  const piece = fc.record({
    lines: fc.array(line, { maxLength: 4 }),
    end: fc.constantFrom("\n", "\r\n", ""),
  });
  const story = fc.record({
    form: fc.constantFrom<Form>("transcript", "streamed", "prefixed"),
    pieces: fc.array(piece, { minLength: 1, maxLength: 40 }),
    cut: fc.nat(),
  });
  const toPieces = (pieces: readonly { lines: string[]; end: string }[]): Piece[] =>
    pieces.map(({ lines, end }, n) => ({
      position: positionOf({ id: String(n), timestamp: 1_000 + n, message: "" }, "", 0),
      text: lines.length === 0 ? "" : lines.join("\n") + end,
      lines,
    }));
  const readOn = (
    reading: Reading,
    pieces: readonly Piece[],
  ): { reading: Reading; told: unknown[] } => {
    const told: unknown[] = [];
    let on = reading;
    for (const one of pieces) {
      const advanced = advanceReading(on, one);
      told.push(advanced.settled, advanced.checkpoint);
      on = advanced.reading;
    }
    return { reading: on, told: [...told, provisional(on)] };
  };

  holds(
    "a reading that goes on from its checkpoint reads what it would have read",
    story,
    (one) => {
      const pieces = toPieces(one.pieces);
      const cut = 1 + (one.cut % pieces.length);
      const { reading } = readOn(beginReading(one.form, "lane", "source"), pieces.slice(0, cut));
      const checkpoint = checkpointOf(reading);
      if (checkpoint === null) throw new Error("nothing was read");
      // Through the store, as text.
      const kept = decodeBody(encodeBody(checkpoint, 1)) as typeof checkpoint;
      expect(kept).toEqual(checkpoint);
      const resumed = resumeReading(one.form, "lane", kept);
      expect(agrees(resumed, checkpoint)).toBe(true);
      expect(checkpointOf(resumed)).toEqual(checkpoint);
      const rest = pieces.slice(cut);
      expect(readOn(resumed, rest).told).toEqual(readOn(reading, rest).told);
    },
  );
});
