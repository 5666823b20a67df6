import { and, asc, eq, getTableColumns, gt, isNull } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import { sha256 } from '../../lib/crypto'

/** What stands before the first seal of a workspace. */
export const GENESIS = '0'.repeat(64)

/** JSON in one spelling: keys in order, and what is null left out, so that a column added later changes no hash. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, v]) => v !== null && v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

/** A line's place in the chain: SHA-256 over the whole line and the hash before it. */
export const linkOf = (event: Row<'events'>, previous: string): Promise<string> =>
  sha256(canonical({ event, previous }))

export type Verdict =
  /** `head` is the last hash: kept elsewhere, it also shows whether the end was cut off. */
  | { intact: true; length: number; head: string }
  /** Where it breaks first. `unsealed`: a line that no seal covers and no outbox row explains. */
  | {
      intact: false
      at: number
      eventId: string | null
      problem: 'missing' | 'order' | 'altered' | 'unsealed'
    }

const PAGE = 500

/** Recomputes a workspace's whole chain, a page at a time. */
export async function verifyChain(system: SystemScope, workspaceId: string): Promise<Verdict> {
  const [seals, events] = [system.table('seals'), system.table('events')]
  let [seq, previous] = [0, GENESIS]
  for (;;) {
    const [page] = await system.read(
      system
        .select({
          ...getTableColumns(events),
          seq: seals.seq,
          before: seals.previous,
          hash: seals.hash,
          sealedId: seals.eventId,
        })
        .from(seals)
        .leftJoin(events, eq(events.id, seals.eventId))
        .where(and(eq(seals.workspaceId, workspaceId), gt(seals.seq, seq)))
        .orderBy(asc(seals.seq))
        .limit(PAGE),
    )
    for (const { seq: at, before, hash, sealedId, ...event } of page) {
      const broken = (problem: 'missing' | 'order' | 'altered') =>
        ({ intact: false, at, eventId: sealedId, problem }) as const
      if (at !== seq + 1 || before !== previous) return broken('order')
      if (event.id === null) return broken('missing')
      if ((await linkOf(event as Row<'events'>, previous)) !== hash) return broken('altered')
      seq = at
      previous = hash
    }
    if (page.length < PAGE) break
  }
  const stray = await strayLine(system, workspaceId)
  return stray
    ? { intact: false, at: seq + 1, eventId: stray, problem: 'unsealed' }
    : { intact: true, length: seq, head: previous }
}

/** A line that was neither sealed nor still waits for it. */
async function strayLine(system: SystemScope, workspaceId: string): Promise<string | undefined> {
  const [events, seals, outbox] = [system.table('events'), system.table('seals'), system.table('outbox')]
  const [rows] = await system.read(
    system
      .select({ id: events.id })
      .from(events)
      .leftJoin(seals, eq(seals.eventId, events.id))
      .leftJoin(outbox, eq(outbox.eventId, events.id))
      .where(and(eq(events.workspaceId, workspaceId), isNull(seals.hash), isNull(outbox.eventId)))
      .limit(1),
  )
  return rows[0]?.id
}
