import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
  type QueryCommandInput,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { StoreError } from "../../app/StoreError.ts";
import type { Row, RowKey, RowRange, Table } from "../Table.ts";
import { backoff, type Clock } from "./backoff.ts";
import { fromItem, toItem, toKey, type Item, type StoredRow } from "./item.ts";
import { joinParts, partKeys, splitRow } from "./parts.ts";

const GET_BATCH = 100;
const WRITE_BATCH = 25;
const WRITE_BYTES = 8_000_000;
const IN_FLIGHT = 8;
const ATTEMPTS = 12;
const AFTER_ALL_ASCII = "\x7f";

/** What a call cost, as the engine said: for the benchmark and the metrics. */
export interface Consumed {
  readUnits: number;
  writeUnits: number;
}

export interface DynamoTableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: Clock;
  readonly consumed?: Consumed;
}

/** One DynamoDB table with the keys `p` and `s`; needs no index and no transaction. */
export function dynamoTable(options: DynamoTableOptions): Table {
  return new DynamoTable(options);
}

class DynamoTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #consumed: Consumed | undefined;

  constructor({ client, tableName, clock, consumed }: DynamoTableOptions) {
    this.#client = client;
    this.#name = tableName;
    this.#clock = clock;
    this.#consumed = consumed;
  }

  async get(keys: readonly RowKey[]): Promise<(Row | undefined)[]> {
    const items = await this.#getItems(unique(keys));
    return Promise.all(
      keys.map(async (key) => {
        const stored = items.get(nameOf(key));
        return stored === undefined ? undefined : this.#whole(stored);
      }),
    );
  }

  async #getItems(keys: readonly RowKey[]): Promise<Map<string, StoredRow>> {
    const found = new Map<string, StoredRow>();
    const batches = slices(keys, GET_BATCH);
    await inParallel(batches, async (batch) => {
      let wanted: Item[] = batch.map(toKey);
      for (let attempt = 0; wanted.length > 0; attempt++) {
        await this.#wait(attempt);
        const answer = await this.#client.send(
          new BatchGetItemCommand({
            RequestItems: { [this.#name]: { Keys: wanted, ConsistentRead: true } },
            ReturnConsumedCapacity: "TOTAL",
          }),
        );
        this.#read(answer.ConsumedCapacity?.[0]?.CapacityUnits);
        for (const item of answer.Responses?.[this.#name] ?? []) {
          const stored = fromItem(item);
          found.set(nameOf(stored.row), stored);
        }
        wanted = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
      }
    });
    return found;
  }

  async #whole({ row, parts }: StoredRow): Promise<Row> {
    if (parts === 0) return row;
    const keys = partKeys(row.body, parts);
    const found = await this.#getItems(keys);
    return joinParts(
      row,
      keys.map((key) => found.get(nameOf(key))?.row),
    );
  }

  async *list(range: RowRange): AsyncIterable<Row> {
    let start: Item | undefined;
    do {
      const page = await this.#client.send(new QueryCommand(this.#query(range, start)));
      this.#read(page.ConsumedCapacity?.CapacityUnits);
      for (const item of page.Items ?? []) yield await this.#whole(fromItem(item));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  #query(range: RowRange, start: Item | undefined): QueryCommandInput {
    return {
      TableName: this.#name,
      KeyConditionExpression: "p = :p AND s BETWEEN :from AND :to",
      ExpressionAttributeValues: {
        ":p": { S: range.partition },
        ":from": { S: range.from === undefined || range.from === "" ? " " : range.from },
        ":to": { S: range.to ?? AFTER_ALL_ASCII },
      },
      ScanIndexForward: range.descending !== true,
      ConsistentRead: true,
      ReturnConsumedCapacity: "TOTAL",
      ...(range.expect === undefined ? {} : { Limit: Math.max(1, range.expect) }),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    };
  }

  async save(row: Row, expected: number): Promise<boolean> {
    const { stored, parts } = splitRow(row);
    await this.write(parts, []);
    try {
      const answer = await this.#client.send(
        new PutItemCommand({
          TableName: this.#name,
          Item: toItem(stored),
          ReturnConsumedCapacity: "TOTAL",
          ...(expected === 0
            ? { ConditionExpression: "attribute_not_exists(p)" }
            : {
                ConditionExpression: "v = :expected",
                ExpressionAttributeValues: { ":expected": { N: String(expected) } },
              }),
        }),
      );
      this.#wrote(answer.ConsumedCapacity?.CapacityUnits);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async write(puts: readonly Row[], deletes: readonly RowKey[]): Promise<void> {
    const split = puts.map(splitRow);
    await this.#writeAll(
      split.flatMap(({ parts }) => parts.map((row) => ({ row, parts: 0 }))),
      [],
    );
    await this.#writeAll(
      split.map(({ stored }) => stored),
      deletes,
    );
  }

  async #writeAll(puts: readonly StoredRow[], deletes: readonly RowKey[]): Promise<void> {
    // One batch refuses two operations on one key: the last one said counts, deletes after puts.
    const last = new Map<string, { request: WriteRequest; bytes: number }>();
    for (const stored of puts)
      last.set(nameOf(stored.row), {
        request: { PutRequest: { Item: toItem(stored) } },
        bytes: stored.row.body.byteLength + 2_000,
      });
    for (const key of deletes)
      last.set(nameOf(key), { request: { DeleteRequest: { Key: toKey(key) } }, bytes: 2_000 });
    await inParallel(batchesOf([...last.values()]), (batch) => this.#writeBatch(batch));
  }

  async #writeBatch(batch: readonly WriteRequest[]): Promise<void> {
    let pending = [...batch];
    for (let attempt = 0; pending.length > 0; attempt++) {
      await this.#wait(attempt);
      const answer = await this.#client.send(
        new BatchWriteItemCommand({
          RequestItems: { [this.#name]: pending },
          ReturnConsumedCapacity: "TOTAL",
        }),
      );
      this.#wrote(answer.ConsumedCapacity?.[0]?.CapacityUnits);
      pending = answer.UnprocessedItems?.[this.#name] ?? [];
    }
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  close(): Promise<void> {
    this.#client.destroy();
    return Promise.resolve();
  }

  async #wait(attempt: number): Promise<void> {
    if (attempt === 0) return;
    if (attempt >= ATTEMPTS)
      throw new StoreError("overloaded", `DynamoDB left items unprocessed ${attempt} times`);
    await backoff(this.#clock, attempt);
  }

  #read(units = 0): void {
    if (this.#consumed !== undefined) this.#consumed.readUnits += units;
  }

  #wrote(units = 0): void {
    if (this.#consumed !== undefined) this.#consumed.writeUnits += units;
  }
}

const nameOf = (key: RowKey): string => `${key.partition}\n${key.sort}`;

const unique = (keys: readonly RowKey[]): RowKey[] => [
  ...new Map(
    keys.map((key) => [nameOf(key), { partition: key.partition, sort: key.sort }]),
  ).values(),
];

function slices<T>(all: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < all.length; i += size) out.push(all.slice(i, i + size));
  return out;
}

function batchesOf(all: readonly { request: WriteRequest; bytes: number }[]): WriteRequest[][] {
  const out: WriteRequest[][] = [];
  let batch: WriteRequest[] = [];
  let bytes = 0;
  for (const one of all) {
    if (batch.length === WRITE_BATCH || (batch.length > 0 && bytes + one.bytes > WRITE_BYTES)) {
      out.push(batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(one.request);
    bytes += one.bytes;
  }
  if (batch.length > 0) out.push(batch);
  return out;
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (const wave of slices(all, IN_FLIGHT)) await Promise.all(wave.map(work));
}
