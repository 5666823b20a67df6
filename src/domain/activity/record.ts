import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { type Door, enterSystem } from '../../db/enter'
import { equal, sha256 } from '../../lib/crypto'
import { GENESIS, linkOf } from './chain'

/** All that anybody may learn of a record by its receipt's code. */
export type Standing =
  /** Nothing was decided under that code, or nobody has it. */
  | 'unknown'
  /** Its line of the journal waits for its seal: a matter of minutes. */
  | 'unsealed'
  | 'altered'
  | 'intact'

/**
 * Whether a decision stands as it was taken: the text under its own digest, the row under its line of the journal, the
 * line under its seal, and the seal between its neighbours.
 * @param digest the one printed on the receipt, where it is known: it must be the record's too
 */
export async function recordStanding(door: Door, code: string, digest?: string): Promise<Standing> {
  const system = enterSystem(door)
  const [a, events, seals] = [system.table('approvals'), system.table('events'), system.table('seals')]
  const own = sql`(select event_id from approvals where code = ${code})`
  const at = sql`(select seq from seals where event_id = ${own})`
  const [[approval], [event], chain] = await system.read(
    system.select(getTableColumns(a)).from(a).where(eq(a.code, code)),
    system.select(getTableColumns(events)).from(events).where(eq(events.id, own)),
    system
      .select(getTableColumns(seals))
      .from(seals)
      .where(
        and(
          sql`${seals.workspaceId} = (select workspace_id from approvals where code = ${code})`,
          sql`${seals.seq} between ${at} - 1 and ${at} + 1`,
        ),
      )
      .orderBy(seals.seq),
  )
  if (!approval || !(approval.state === 'approved' || approval.state === 'changes')) return 'unknown'
  if (!event) return 'altered'
  const [text, comment] = [await sha256(approval.canonical), await sha256(approval.comment)]
  const facts = event.facts ?? {}
  const holds =
    text === approval.sha256 &&
    facts.sha256 === approval.sha256 &&
    facts.comment === comment &&
    event.kind === `approval.${approval.state}` &&
    event.subjectId === approval.id &&
    event.workspaceId === approval.workspaceId &&
    event.projectId === approval.projectId &&
    event.actorId === approval.decidedBy &&
    event.at === approval.decidedAt &&
    (!digest || (await equal(digest, approval.sha256)))
  if (!holds) return 'altered'
  const seal = chain.find(s => s.eventId === event.id)
  if (!seal) return 'unsealed'
  const before = chain.find(s => s.seq === seal.seq - 1)?.hash ?? (seal.seq === 1 ? GENESIS : null)
  const after = chain.find(s => s.seq === seal.seq + 1)?.previous ?? seal.hash
  const linked =
    before === seal.previous && after === seal.hash && (await linkOf(event, seal.previous)) === seal.hash
  return linked ? 'intact' : 'altered'
}
