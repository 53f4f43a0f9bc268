import { DatabaseSync } from 'node:sqlite';

/**
 * Gives the engine's own file an index over its stream. For every write the engine asks for the highest sequence number
 * so far, and without an index reads the whole stream for it: after 20,000 rows a write took four times as long, and
 * the time grew without end. The engine picks the index up by itself.
 */
export function orderStream(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    database.exec(
      'CREATE INDEX IF NOT EXISTS linli_stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    database.close();
  }
}

/** Drops what has been read from the stream, all but the newest record, from which the engine goes on counting. */
export function trimStream(file: string, tableName: string, readUpTo: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    database
      .prepare(
        `DELETE FROM _stream_records WHERE table_name = ?1 AND CAST(sequence_number AS INTEGER) < CAST(?2 AS INTEGER)
         AND CAST(sequence_number AS INTEGER) <
           (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1)`,
      )
      .run(tableName, readUpTo);
  } finally {
    database.close();
  }
}

/**
 * Writes the file anew when anything was deleted from it: SQLite leaves what is deleted in place until then, an erased
 * person's name and phone among it.
 */
export function writeAnew(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    const { freelist_count: free } = database.prepare('PRAGMA freelist_count').get() as {
      freelist_count: number;
    };
    if (free === 0) return;
    database.exec('VACUUM');
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
