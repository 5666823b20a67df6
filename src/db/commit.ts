import { Conflict, NotFound } from '../lib/errors'
import { newId } from '../lib/id'
import type { Connection, Readable, Results, Statement } from './connection'
import type { Facts } from './schema/journal'
import { type NewRow, tables } from './tables'

/**
 * A change waiting for its commit: its statements, each conditional one followed by the guard that ends the whole
 * batch when it changed nothing.
 */
export type Write = { readonly statements: Statement[] }

/** What happened, for the journal. `facts` and `money` hold ids, states, amounts and digests, never a person's words. */
export type NewEvent = {
  /** Where a row of the same commit points at its line; else it is made here. */
  id?: string
  kind: string
  /** The thing it happened to. */
  subjectId?: string
  facts?: Facts
  /** Amounts, shown with the finance capability only. */
  money?: Facts
  /** Never shown to a contact. */
  internal?: boolean
  /** The whole line needs the finance capability. */
  finance?: boolean
  /** The project it concerns, where the scope stands above it. */
  under?: { clientId: string; projectId: string }
}

/** Where and by whom: what a scope knows. `actorId` null: the system. */
export type Place = {
  workspaceId: string
  clientId: string | null
  projectId: string | null
  actorId: string | null
  now: number
}

/** An event as it was written. */
export type Committed = NewEvent & Place & { id: string }

/** Ends the batch unless the statement just before changed exactly one row. */
export const guard = (db: Connection, what: string): Statement =>
  db.raw('insert into lost select ? where changes() <> 1', what)

/**
 * One D1 batch: the changes, the event rows, their outbox rows, and the reads that ride at the end (they see the
 * writes). Either all of it holds or none.
 * @throws Conflict where somebody else was faster or a rule of the schema refuses; NotFound where a row points at
 *   something that is not in its workspace, client or project.
 */
export async function commit<const Q extends readonly Readable[]>(
  db: Connection,
  place: Place,
  writes: readonly Write[],
  events: readonly NewEvent[],
  reads: Q,
): Promise<{ committed: Committed[]; rows: Results<Q> }> {
  return commitPlaced(
    db,
    writes,
    events.map(event => ({ ...event, ...place, ...event.under })),
    reads,
  )
}

/** The same, each event with a place of its own: what is about a person may have happened in several workspaces. */
export async function commitPlaced<const Q extends readonly Readable[]>(
  db: Connection,
  writes: readonly Write[],
  events: readonly (NewEvent & Place)[],
  reads: Q,
): Promise<{ committed: Committed[]; rows: Results<Q> }> {
  // Of one instant: their ids keep them in the order in which they were told.
  const ids = events.map(event => newId(event.now)).sort()
  const committed = events.map((event, i) => ({ ...event, id: event.id ?? (ids[i] as string) }))
  const statements = [...writes.flatMap(w => w.statements), ...committed.flatMap(e => eventStatements(db, e))]
  try {
    const results = await db.run([...statements, ...reads.map(q => db.prepare(q))])
    return { committed, rows: results.slice(statements.length) as Results<Q> }
  } catch (error) {
    throw refusalOf(error)
  }
}

function eventStatements(db: Connection, e: Committed): Statement[] {
  const row: NewRow<'events'> = {
    id: e.id,
    workspaceId: e.workspaceId,
    clientId: e.clientId,
    projectId: e.projectId,
    kind: e.kind,
    actorId: e.actorId,
    subjectId: e.subjectId ?? null,
    facts: e.facts ?? null,
    money: e.money ?? null,
    internal: e.internal ?? false,
    finance: e.finance ?? false,
    at: e.now,
  }
  return [
    db.prepare(db.query.insert(tables.events).values(row)),
    db.prepare(
      db.query.insert(tables.outbox).values({ eventId: e.id, workspaceId: e.workspaceId, at: e.now }),
    ),
  ]
}

/** The database's own refusals, in our words; anything else is a fault and stays one. */
function refusalOf(error: unknown): unknown {
  const said = `${(error as Error).message} ${((error as Error).cause as Error | undefined)?.message ?? ''}`
  if (said.includes('LOST_RACE')) return new Conflict('changed')
  if (said.includes('LAST_OWNER')) return new Conflict('last_owner')
  if (said.includes('TEAM_AND_CONTACT')) return new Conflict('team_and_contact')
  if (said.includes('UNIQUE constraint failed')) return new Conflict('taken')
  if (said.includes('FOREIGN KEY constraint failed')) return new NotFound()
  return error
}
