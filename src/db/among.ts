import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** True where a value is one of these, however many: they go to D1, which takes a hundred values a statement, as one. */
export const among = (value: SQLWrapper, these: readonly string[]): SQL =>
  sql`${value} in (select value from json_each(${JSON.stringify(these)}))`
