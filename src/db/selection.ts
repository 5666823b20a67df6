import { is, SQL, sql } from 'drizzle-orm'

/**
 * The fields of a select, with their expressions one level down. In a select without joins drizzle writes the columns
 * of an expression without their table, at its top level only: inside a subselect, the outer row's `id` would quietly
 * become the inner one's.
 */
export function selection<F>(fields: F): F {
  if (!fields) return fields
  const out: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(fields)) out[key] = deeper(field)
  return out as F
}

function deeper(field: unknown): unknown {
  if (is(field, SQL.Aliased)) return new SQL.Aliased(nested(field.sql as SQL), field.fieldAlias)
  return is(field, SQL) ? nested(field) : field
}

function nested(expression: SQL): SQL {
  const out = sql`${expression}`
  const { decoder } = expression as unknown as { decoder: Parameters<SQL['mapWith']>[0] }
  return out.mapWith(decoder)
}
