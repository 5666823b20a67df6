import { eq } from 'drizzle-orm'
import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import { publish } from '../domain/activity/nudge'
import { meaningOf } from '../domain/activity/registry'
import type { Happened, Meaning, Telling } from '../domain/events/meaning'
import { following } from '../domain/notifications/follow'
import { say } from '../lib/log'
import { sendMails } from '../outside/queues'
import { sealUpTo } from './seal'

type MeaningOf = (kind: string) => Meaning | undefined

/**
 * Draws the consequences of one event: its seal, the nudge to open screens, the notifications and mails, all before
 * its outbox row goes. Any step may fail or happen twice: until the row is gone everything is done again, and leaves
 * the same behind.
 */
export async function followEvent(
  env: Env,
  eventId: string,
  meanings: MeaningOf = meaningOf,
  now = Date.now(),
): Promise<void> {
  const config = configOf(env)
  const system = enterSystem({ db: env.DB, now })
  const event = await waiting(system, eventId)
  if (!event) return
  await sealUpTo(system, event.workspaceId, event.id)
  const meaning = meanings(event.kind)
  if (!meaning) say('unknown event', { eventId, kind: event.kind })
  else await publish(env, event).catch(error => say('nudge lost', { what: 'room', message: error.message }))
  const tellings = meaning ? await tellingsOf(system, meaning, event) : []
  const { writes, mailIds } = await following(system, config.SECRET_KEY, event, tellings)
  const outbox = system.table('outbox')
  const done = system.write.removeAll('outbox', eq(outbox.eventId, event.id))
  const { workspaceId, clientId, projectId } = event
  await system.commit({ workspaceId, clientId, projectId }, [...writes, done], [])
  if (mailIds.length > 0) await sendMails(env, mailIds)
}

/** The event, while its consequences are not drawn. */
async function waiting(system: SystemScope, eventId: string): Promise<Happened | undefined> {
  const [events, outbox] = [system.table('events'), system.table('outbox')]
  const [lines, rows] = await system.read(
    system.select().from(events).where(eq(events.id, eventId)),
    system.select({ at: outbox.at }).from(outbox).where(eq(outbox.eventId, eventId)),
  )
  return rows.length > 0 ? lines[0] : undefined
}

async function tellingsOf(system: SystemScope, meaning: Meaning, event: Happened): Promise<Telling[]> {
  if (!meaning.tell) return []
  if (!event.projectId)
    return meaning.tell(
      (await system.workspace(event.workspaceId)) as Parameters<typeof meaning.tell>[0],
      event,
    )
  const scope = await system.project(event.projectId)
  const { id, name } = scope.project
  const tellings = await meaning.tell(scope as Parameters<typeof meaning.tell>[0], event)
  return tellings.map(t => (t.mail ? { ...t, mail: { ...t.mail, project: { id, name } } } : t))
}
