import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Env } from '../config'
import { among } from '../db/among'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import { say } from '../lib/log'
import { eventsMessage, mailMessage } from './messages'

/**
 * Keeps a message that was given up, under the queue it came from: what stays to be done is shown to the workspace's
 * managers, the rest (a provider's event, nonsense) to whoever reads the logs. What was done meanwhile by another
 * message or the cron is kept as settled.
 */
export async function bury(
  env: Env,
  queue: string,
  message: { id: string; body: unknown },
  now = Date.now(),
): Promise<void> {
  const system = enterSystem({ db: env.DB, now })
  const { workspaceId, undone } = await standing(system, message.body)
  const open = undone && !(await knownOpen(system, queue, message))
  const row = {
    id: message.id,
    queue,
    workspaceId,
    body: message.body ?? {},
    at: now,
    settledAt: open ? null : now,
  }
  // The same dead message may be delivered twice: its own id keeps it one.
  await system.commitOwn([system.write.putNew('deadLetters', row)])
  if (open) say('dead letter', { queue, id: message.id, workspaceId })
}

/** Whether another message that asked for the same thing lies open already: one is enough to look at. */
async function knownOpen(system: SystemScope, queue: string, { id, body }: { id: string; body: unknown }) {
  const t = system.table('deadLetters')
  const [rows] = await system.read(
    system
      .select({ id: t.id })
      .from(t)
      .where(
        and(
          eq(t.queue, queue),
          isNull(t.settledAt),
          ne(t.id, id),
          eq(sql`${t.body}`, JSON.stringify(body ?? {})),
        ),
      )
      .limit(1),
  )
  return rows.length > 0
}

/** Whose message it is, and whether what it asked for is still to be done. */
async function standing(
  system: SystemScope,
  body: unknown,
): Promise<{ workspaceId: string | null; undone: boolean }> {
  const events = eventsMessage.safeParse(body)
  if (events.success) {
    const [lines, outbox] = [system.table('events'), system.table('outbox')]
    const ids = events.data.eventIds
    const [known, waiting] = await system.read(
      system.select({ workspaceId: lines.workspaceId }).from(lines).where(among(lines.id, ids)).limit(1),
      system.select({ id: outbox.eventId }).from(outbox).where(among(outbox.eventId, ids)).limit(1),
    )
    return { workspaceId: known[0]?.workspaceId ?? null, undone: waiting.length > 0 }
  }
  const mail = mailMessage.safeParse(body)
  if (mail.success) {
    const mails = system.table('mails')
    const [rows] = await system.read(
      system
        .select({ workspaceId: mails.workspaceId, state: mails.state })
        .from(mails)
        .where(eq(mails.id, mail.data.mailId)),
    )
    return { workspaceId: rows[0]?.workspaceId ?? null, undone: rows[0]?.state === 'queued' }
  }
  return { workspaceId: null, undone: true }
}
