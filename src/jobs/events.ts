import { eq } from 'drizzle-orm'
import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import type { NewRow } from '../db/tables'
import { publish } from '../domain/activity/nudge'
import { meaningOf } from '../domain/activity/registry'
import type { Happened, Meaning, Telling } from '../domain/events/meaning'
import { following } from '../domain/notifications/follow'
import { say } from '../lib/log'
import { sendMails } from '../outside/queues'
import { roomOf } from '../outside/room'
import { sealUpTo } from './seal'
import { afterTold } from './told'

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
  const { writes, notifications, mails } = await following(system, config.SECRET_KEY, event, tellings)
  const outbox = system.table('outbox')
  const done = system.write.removeAll('outbox', eq(outbox.eventId, event.id))
  await system.commitOwn([...writes, done])
  await Promise.all([
    afterTold(env, notifications).catch(error => say('nudge lost', { what: 'told', message: error.message })),
    handOver(env, event, mails),
  ])
}

/** Seconds in which whoever has the project open may see for themselves what a mail would tell them. */
const GLANCE = 8

/** The mails that wait for nothing go to the queue; those to somebody who is there now go when they had time to look. */
async function handOver(env: Env, { projectId }: Happened, mails: NewRow<'mails'>[]): Promise<void> {
  const ready = mails.filter(mail => !mail.heldUntil)
  if (ready.length === 0) return
  const here = projectId ? await presentIn(env, projectId) : new Set<string>()
  const glanced = ready.filter(mail => mail.category !== 'due' && here.has(mail.membershipId ?? ''))
  const ids = (list: typeof ready) => list.map(mail => mail.id)
  await sendMails(env, ids(ready.filter(mail => !glanced.includes(mail))))
  await sendMails(env, ids(glanced), GLANCE)
}

/** Who has the project open; where the room does not answer, it is as if nobody had. */
async function presentIn(env: Env, projectId: string): Promise<Set<string>> {
  try {
    return new Set((await roomOf(env.ROOM, projectId).present()).map(person => person.id))
  } catch (error) {
    say('room silent', { projectId, message: (error as Error).message })
    return new Set()
  }
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

/** Whom an event is told to, and how; of a project, under its name. */
export async function tellingsOf(system: SystemScope, meaning: Meaning, event: Happened): Promise<Telling[]> {
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
