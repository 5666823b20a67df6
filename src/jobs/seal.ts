import { and, asc, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { SystemScope } from '../db/system'
import { GENESIS, linkOf } from '../domain/activity/chain'
import { Conflict } from '../lib/errors'

/** As many lines as one batch seals. */
const AT_ONCE = 50
const TRIES = 30

/**
 * Seals the journal's lines of a workspace that no seal covers yet, in the order of their commits, until `eventId`
 * is among the sealed. Others may be sealing the same lines: the schema lets one through, and who was slower looks
 * again.
 * @throws Error when it never gets a turn; the message then comes again
 */
export async function sealUpTo(system: SystemScope, workspaceId: string, eventId: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { sealed, last, waiting } = await chainNow(system, workspaceId, eventId)
    if (sealed) return
    const rows = []
    let { seq, hash } = last
    for (const event of waiting) {
      const previous = hash
      hash = await linkOf(event, previous)
      seq++
      rows.push({ workspaceId, seq, eventId: event.id, previous, hash, sealedAt: system.now })
    }
    try {
      await system.commitOwn([system.write.insert('seals', rows)])
    } catch (error) {
      if (!takenByAnother(error)) throw error
    }
  }
  throw new Error('the chain stayed busy')
}

async function chainNow(system: SystemScope, workspaceId: string, eventId: string) {
  const [events, seals, outbox] = [system.table('events'), system.table('seals'), system.table('outbox')]
  const [own, newest, waiting] = await system.read(
    system.select({ seq: seals.seq }).from(seals).where(eq(seals.eventId, eventId)),
    system
      .select({ seq: seals.seq, hash: seals.hash })
      .from(seals)
      .where(eq(seals.workspaceId, workspaceId))
      .orderBy(desc(seals.seq))
      .limit(1),
    // What is not sealed has not left the outbox either: that table is short, the journal is not.
    system
      .select(getTableColumns(events))
      .from(outbox)
      .innerJoin(events, eq(events.id, outbox.eventId))
      .leftJoin(seals, eq(seals.eventId, outbox.eventId))
      .where(and(eq(outbox.workspaceId, workspaceId), isNull(seals.hash)))
      .orderBy(asc(sql`${events}.rowid`))
      .limit(AT_ONCE),
  )
  const last = newest[0] ?? { seq: 0, hash: GENESIS }
  return { sealed: own.length > 0, last, waiting }
}

const takenByAnother = (error: unknown): boolean =>
  error instanceof Conflict || String((error as Error).message).includes('SEAL_TAKEN')
