/**
 * The schema's history: entry n brings a database of version n to n + 1. Entries are never edited.
 * One table ordered by its key keeps the rows of a partition side by side on disk.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE rows (
     p BLOB NOT NULL,
     s BLOB NOT NULL,
     v INTEGER NOT NULL,
     b BLOB NOT NULL,
     PRIMARY KEY (p, s)
   ) WITHOUT ROWID;`,
];
