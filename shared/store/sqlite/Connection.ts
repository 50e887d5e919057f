import type { Statement } from "./bind.ts";
import type { Database } from "./openDatabase.ts";

/** An open database with its statements, each prepared once. */
export class Connection {
  readonly db: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.db = db;
  }

  statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement: Statement = this.db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
