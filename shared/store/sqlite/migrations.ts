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
  // CloudTrail records were kept by session and not joined: they wait for \`rejoinTrail\`.
  `UPDATE rows SET
     s = CAST(CAST(p AS TEXT) || '#' || CAST(s AS TEXT) AS BLOB),
     p = CAST('unjoined' AS BLOB)
   WHERE CAST(p AS TEXT) LIKE 'trail#%#%';`,
];
