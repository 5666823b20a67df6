import { and, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { ProjectScope } from '../../db/scope'
import { sha256 } from '../../lib/crypto'
import { Forbidden } from '../../lib/errors'
import { type Recipient, whoMayEnter } from '../events/recipients'
import { type Ends, endsOf, endsQuery } from '../tasks/ends'
import { type Columns, fieldsOf, guessed } from './columns'
import { type Sheet, sheetOf } from './csv'
import { type Order, orderOf } from './dates'
import type { ImportInput } from './input'
import { interpret, type Line, type Named, type Problem } from './interpret'

/** A line with the name under which it is kept: it comes in once. */
export type Fresh = Line & { externalKey: string }

/** What an import would do, without doing it. */
export type Review = {
  sheet: Sheet
  columns: Columns
  order: Order
  /** The lines that would come in, in the file's order. */
  fresh: Fresh[]
  /** How many came in before, and are left as they are. */
  present: number
  /** Everything that is wrong, line by line: while there is anything, nothing comes in. */
  problems: Problem[]
}

/** What the import itself needs beside, read in the same round trip. */
export type Surroundings = { everybody: Recipient[]; ends: Ends }

/**
 * Reads a file as it would come in, in one round trip.
 * @param locale the reader's: how dates are read that could be either way
 * @throws Forbidden (archived), Invalid (`file`)
 */
export async function reviewImport(
  scope: ProjectScope,
  input: ImportInput,
  locale: string,
): Promise<Review & Surroundings> {
  if (scope.project.archivedAt !== null) throw new Forbidden()
  const sheet = await sheetOf(input.text)
  const columns = input.columns
    ? within(input.kind, input.columns, sheet)
    : guessed(input.kind, sheet.headers)
  const keys = await keysOf(scope, sheet, columns)
  const people = scope.people()
  const phases = scope.view('phases')
  const [present, everybody, team, contacts, steps, ends] = await scope.read(
    presentQuery(scope, input.kind, keys),
    whoMayEnter(scope),
    scope
      .select({ id: people.id, name: people.name, email: people.email })
      .from(people)
      .where(here(scope, ne(people.role, 'contact'))),
    scope
      .select({ id: people.id, name: people.name, email: people.email })
      .from(people)
      .where(here(scope, sql`${people.clientId} = ${scope.project.clientId}`)),
    scope.select({ id: phases.id, name: phases.name }).from(phases),
    endsQuery(scope),
  )
  const dated = sheet.rows.flatMap(({ cells }) =>
    [columns.created, columns.due].flatMap(at => (at === undefined ? [] : (cells[at] ?? []))),
  )
  const order = input.order ?? orderOf(dated) ?? (locale === 'en-US' ? 'month_first' : 'day_first')
  const named = ({ id, name, email }: { id: string; name: string; email?: string | null }): Named => ({
    id,
    names: [name, email ?? null],
  })
  const entering = new Set(everybody.map(person => person.id))
  const setting = {
    ...input,
    columns,
    order,
    zone: scope.workspace.timezone,
    now: scope.now,
    urgencies: scope.workspace.serving.urgencies,
    openers: contacts.filter(p => entering.has(p.id)).map(named),
    team: team.filter(p => entering.has(p.id)).map(named),
    phases: steps.map(named),
  }
  const read = sheet.rows.map(row => interpret(row, setting, sheet.headers.length))
  const known = new Set(present.map(row => row.key))
  const lines = read.map(({ line }, n) => ({ ...line, externalKey: keys[n] ?? '' }))
  const found = [...read.flatMap(r => r.problems), ...twice(lines)].sort((a, b) => a.line - b.line)
  // Without a title nothing can come in, and each line would say the same.
  const untitled: Problem[] = [{ line: 1, field: 'title', what: 'no_column' }]
  return {
    sheet,
    columns,
    order,
    fresh: lines.filter(line => !known.has(line.externalKey)),
    present: lines.filter(line => known.has(line.externalKey)).length,
    problems: columns.title === undefined ? untitled : found,
    everybody: everybody as Recipient[],
    ends: endsOf(ends),
  }
}

/** The chosen columns that are there. */
function within(kind: ImportInput['kind'], chosen: Columns, { headers }: Sheet): Columns {
  const there = fieldsOf[kind].map(field => [field, chosen[field] ?? headers.length] as const)
  return Object.fromEntries(there.filter(([, at]) => at < headers.length))
}

const here = (scope: ProjectScope, who: SQL) => {
  const people = scope.people()
  return and(who, isNotNull(people.acceptedAt), isNull(people.removedAt))
}

/**
 * What each line is called for good: by its key in this project; without a column of keys by what it says, the n-th of
 * those that say the same.
 */
async function keysOf(scope: ProjectScope, { rows }: Sheet, columns: Columns) {
  const seen = new Map<string, number>()
  const names = rows.map(({ cells }) => {
    if (columns.key !== undefined) return cells[columns.key] ?? ''
    const text = JSON.stringify(cells)
    const n = (seen.get(text) ?? 0) + 1
    seen.set(text, n)
    return { text, n }
  })
  return Promise.all(
    names.map(async name => {
      const own = typeof name === 'string' ? name : `~${(await sha256(name.text)).slice(0, 24)}.${name.n}`
      return `${scope.project.id}/${own}`
    }),
  )
}

/** Those of the keys that came in before. */
function presentQuery(scope: ProjectScope, kind: ImportInput['kind'], keys: string[]) {
  const rows = scope.view(kind)
  return scope
    .select({ key: sql<string>`${rows.externalKey}`.as('key') })
    .from(rows)
    .where(among(rows.externalKey, keys))
}

/** Lines that claim a key which a line above has. */
function twice(lines: Fresh[]): Problem[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, key, externalKey }): Problem[] => {
    const before = first.get(externalKey)
    if (before === undefined) first.set(externalKey, line)
    if (before === undefined || key === '') return []
    return [{ line, field: 'key', what: 'twice', values: { value: key.slice(0, 60), before } }]
  })
}
