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
import { batchesOf, inParallel, nameOf, slices, unique } from "./batches.ts";
import { backoff, type Clock } from "./backoff.ts";
import { isPassing } from "./isPassing.ts";
import { fromItem, isExpired, toItem, toKey, type Item, type StoredRow } from "./item.ts";
import { joinParts, partKeys, splitRow } from "./parts.ts";

const GET_BATCH = 100;
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
        const command = new BatchGetItemCommand({
          RequestItems: { [this.#name]: { Keys: wanted, ConsistentRead: true } },
          ReturnConsumedCapacity: "TOTAL",
        });
        const answer = await this.#insist(() => this.#client.send(command));
        this.#read(answer.ConsumedCapacity?.[0]?.CapacityUnits);
        for (const item of answer.Responses?.[this.#name] ?? []) {
          if (this.#expired(item)) continue;
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
    const { from = "", to = AFTER_ALL_ASCII } = range;
    // DynamoDB refuses a range whose end lies before its start; it holds nothing.
    if (from > to || to === "") return;
    let start: Item | undefined;
    do {
      const command = new QueryCommand(this.#query(range, start));
      const page = await this.#insist(() => this.#client.send(command));
      this.#read(page.ConsumedCapacity?.CapacityUnits);
      for (const item of page.Items ?? [])
        if (!this.#expired(item)) yield await this.#whole(fromItem(item));
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
    const command = new PutItemCommand({
      TableName: this.#name,
      Item: toItem(stored),
      ReturnConsumedCapacity: "TOTAL",
      ...(expected === 0
        ? {
            // What has expired is not there any more, whatever DynamoDB says.
            ConditionExpression: "attribute_not_exists(p) OR #ttl <= :now",
            ExpressionAttributeNames: { "#ttl": "ttl" },
            ExpressionAttributeValues: {
              ":now": { N: String(Math.floor((this.#clock.now?.() ?? 0) / 1_000)) },
            },
          }
        : {
            ConditionExpression: "v = :expected",
            ExpressionAttributeValues: { ":expected": { N: String(expected) } },
          }),
    });
    let tries = 0;
    try {
      const answer = await this.#insist(() => {
        tries++;
        return this.#client.send(command);
      });
      this.#wrote(answer.ConsumedCapacity?.CapacityUnits);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // A try whose answer was lost may have been the one that won.
      const retried = tries > 1 || (error.$metadata.attempts ?? 1) > 1;
      return retried && (await this.#holds(stored));
    }
  }

  async #holds({ row, parts }: StoredRow): Promise<boolean> {
    const stored = (await this.#getItems([row])).get(nameOf(row));
    return (
      stored?.row.version === row.version &&
      stored.parts === parts &&
      Buffer.compare(stored.row.body, row.body) === 0
    );
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
      const command = new BatchWriteItemCommand({
        RequestItems: { [this.#name]: pending },
        ReturnConsumedCapacity: "TOTAL",
      });
      const answer = await this.#insist(() => this.#client.send(command));
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

  /** Sends again what was refused for load or lost on the way; every call here may be repeated. */
  async #insist<T>(send: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send();
      } catch (error) {
        if (!isPassing(error)) throw error;
        await this.#wait(attempt, error);
      }
    }
  }

  async #wait(attempt: number, cause?: unknown): Promise<void> {
    if (attempt === 0) return;
    if (attempt >= ATTEMPTS) {
      const why = cause instanceof Error ? `: ${cause.message}` : "";
      throw new StoreError("overloaded", `DynamoDB refused ${attempt} times${why}`, { cause });
    }
    await backoff(this.#clock, attempt);
  }

  #expired(item: Item): boolean {
    return isExpired(item, this.#clock.now?.() ?? 0);
  }

  #read(units = 0): void {
    if (this.#consumed !== undefined) this.#consumed.readUnits += units;
  }

  #wrote(units = 0): void {
    if (this.#consumed !== undefined) this.#consumed.writeUnits += units;
  }
}
