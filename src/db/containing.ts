import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** What was typed is looked for as it stands: `%` and `_` are letters like others. */
export const containing = (text: SQLWrapper, words: string): SQL =>
  sql`${text} like ${`%${words.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
