import { AsyncLocalStorage } from "node:async_hooks";
import type { Row, RowKey, RowRange, Table } from "../Table.ts";
import { bind, fromBlob, toBlob } from "./bind.ts";
import { Connection } from "./Connection.ts";
import { openDatabase, type Database } from "./openDatabase.ts";
import { openReader } from "./openReader.ts";
import { toStoreError } from "./toStoreError.ts";

const PAGE = 200;
const AFTER_ALL_ASCII = "\x7f";

/**
 * The embedded engine: SQLite in `folder`. Several processes may have it open at once; a writer
 * waits up to `busyMs` for another's transaction.
 */
export function sqliteTable(folder: string, busyMs = 30_000): Table {
  return new SqliteTable(openDatabase(folder, busyMs), () => openReader(folder, busyMs));
}

class SqliteTable implements Table {
  readonly #writing: Connection;
  readonly #openReader: () => Database;
  /** Readers beside exclusive work: opened when the first of them comes. */
  #beside: Connection | undefined;
  /** The tail of the queue of writes in this process: one connection, one transaction. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Tells the writes of exclusive work from those beside it, which its rollback must not undo. */
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>();

  constructor(db: Database, reader: () => Database) {
    this.#writing = new Connection(db);
    this.#openReader = reader;
  }

  get(keys: readonly RowKey[]): Promise<(Row | undefined)[]> {
    return this.#reading((connection) => {
      const statement = connection.statement("SELECT v, b FROM rows WHERE p = ? AND s = ?");
      return keys.map((key) => {
        const row = statement.get(...bind([toBlob(key.partition), toBlob(key.sort)]));
        return row === undefined ? undefined : toRow(key.partition, key.sort, row);
      });
    });
  }

  async *list(range: RowRange): AsyncIterable<Row> {
    const { partition, descending = false } = range;
    const page = Math.min(PAGE, Math.max(1, range.expect ?? PAGE));
    let from = toBlob(range.from ?? "");
    let to = toBlob(range.to ?? AFTER_ALL_ASCII);
    let fromOpen = false;
    let toOpen = false;
    for (;;) {
      const rows = await this.#reading((connection) =>
        pageOf(connection, partition, from, fromOpen, to, toOpen, descending, page),
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < page) return;
      if (descending) [to, toOpen] = [toBlob(last.sort), true];
      else [from, fromOpen] = [toBlob(last.sort), true];
    }
  }

  save(row: Row, expected: number): Promise<boolean> {
    const key = [toBlob(row.partition), toBlob(row.sort)] as const;
    const statement =
      expected === 0
        ? this.#writing.statement("INSERT OR IGNORE INTO rows (v, b, p, s) VALUES (?, ?, ?, ?)")
        : this.#writing.statement("UPDATE rows SET v = ?, b = ? WHERE p = ? AND s = ? AND v = ?");
    const values = [row.version, row.body, ...key, ...(expected === 0 ? [] : [expected])];
    return this.#inTurn(() => Number(statement.run(...bind(values)).changes) === 1);
  }

  write(puts: readonly Row[], deletes: readonly RowKey[]): Promise<void> {
    const put = this.#writing.statement(
      "INSERT INTO rows (p, s, v, b) VALUES (?, ?, ?, ?) ON CONFLICT (p, s) DO UPDATE SET v = excluded.v, b = excluded.b",
    );
    const remove = this.#writing.statement("DELETE FROM rows WHERE p = ? AND s = ?");
    // One transaction, for its one fsync.
    return this.exclusively(() => {
      for (const row of puts)
        put.run(...bind([toBlob(row.partition), toBlob(row.sort), row.version, row.body]));
      for (const key of deletes) remove.run(...bind([toBlob(key.partition), toBlob(key.sort)]));
      return Promise.resolve();
    });
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isInside()) return work();
    return this.#inTurn(async () => {
      const unit = { open: true };
      this.#writing.db.exec("BEGIN IMMEDIATE");
      try {
        const result = await this.#inside.run(unit, work);
        this.#writing.db.exec("COMMIT");
        return result;
      } catch (error) {
        // A full disk has ended the transaction already.
        if (this.#writing.db.isTransaction) this.#writing.db.exec("ROLLBACK");
        throw error;
      } finally {
        unit.open = false;
      }
    });
  }

  /** Now, if it belongs to the exclusive work that is running; else after all that came before. */
  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const told = async (): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        throw this.#toStoreError(error);
      }
    };
    if (this.#isInside()) return told();
    const done = this.#turn.then(told);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#turn;
    this.#beside?.db.close();
    // The driver can't end its statements, so SQLite would leave it to a later program.
    this.#writing.db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    this.#writing.db.close();
  }

  #isInside(): boolean {
    return this.#inside.getStore()?.open === true;
  }

  /** At once; beside exclusive work, what was kept before it: a reader never sees half of it. */
  async #reading<T>(work: (connection: Connection) => T): Promise<T> {
    try {
      const alone = this.#isInside() || !this.#writing.db.isTransaction;
      return work(alone ? this.#writing : (this.#beside ??= new Connection(this.#openReader())));
    } catch (error) {
      throw this.#toStoreError(error);
    }
  }

  #toStoreError(error: unknown): unknown {
    return toStoreError(error, this.#writing.db.location() ?? "the database");
  }
}

function pageOf(
  connection: Connection,
  partition: string,
  from: Uint8Array,
  fromOpen: boolean,
  to: Uint8Array,
  toOpen: boolean,
  descending: boolean,
  limit: number,
): Row[] {
  const sql = `SELECT s, v, b FROM rows WHERE p = ? AND s ${fromOpen ? ">" : ">="} ? AND s ${toOpen ? "<" : "<="} ? ORDER BY s ${descending ? "DESC" : "ASC"} LIMIT ?`;
  return connection
    .statement(sql)
    .all(...bind([toBlob(partition), from, to, limit]))
    .map((row) => toRow(partition, fromBlob(bytesOf(row, "s")), row));
}

function toRow(partition: string, sort: string, row: unknown): Row {
  return { partition, sort, version: Number(field(row, "v")), body: bytesOf(row, "b") };
}

const field = (row: unknown, name: string): unknown =>
  typeof row === "object" && row !== null ? Reflect.get(row, name) : undefined;

function bytesOf(row: unknown, name: string): Uint8Array {
  const value = field(row, name);
  return value instanceof Uint8Array ? value : new Uint8Array();
}
