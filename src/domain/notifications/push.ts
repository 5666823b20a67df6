import { and, eq, gt, sql } from 'drizzle-orm'
import type { Push } from '../../config'
import { IDLE } from '../../db/enter'
import type { ProjectScope } from '../../db/scope'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import { seesAmounts } from '../../lib/amounts'
import { type Cadence, defaults } from '../../lib/cadence'
import { NotFound } from '../../lib/errors'

/** What happened, as the person who is told of it may see it now. */
export type Seen = Pick<Row<'events'>, 'kind' | 'facts' | 'money'> & { actor: string | null }

/** A notification to be shown on one device. */
export type DuePush = {
  /** The address and keys, sealed. */
  sealed: string
  notification: Row<'notifications'>
  locale: 'fr' | 'en'
  workspace: Row<'workspaces'>
  /** Absent for what happened outside any project. */
  project: string | null
  event: Seen
}

/**
 * What one device is told by a notification, if it still is: its session open, its person with access and the right to
 * see it, who wants such things at once or soon, and has not read it meanwhile. Asked at the moment of sending.
 */
export async function duePush(system: SystemScope, ask: Push): Promise<DuePush | null> {
  const standing = await standingNow(system, ask)
  if (!standing) return null
  const { device, notification, member, cadence, workspace } = standing
  if (notification.readAt !== null || device.membershipId !== notification.membershipId) return null
  if (notification.category !== 'due' && (cadence === 'daily' || cadence === 'never')) return null
  if (member.removedAt !== null || member.acceptedAt === null) return null
  const seesMoney = seesAmounts(member.role, member.finance)
  if (notification.finance && !seesMoney) return null
  const rest = { sealed: device.sealed, notification, locale: standing.locale, workspace }
  const { projectId, eventId } = notification
  if (projectId) {
    const scope = await entering(system, device.membershipId, projectId)
    const event = scope && (await eventIn(scope, eventId))
    return event ? { ...rest, project: scope.project.name, event } : null
  }
  // Of the workspace itself contacts are told nothing.
  if (member.role === 'contact') return null
  const event = await eventOf(system, eventId)
  if (!event || (event.finance && !seesMoney)) return null
  return { ...rest, project: null, event: { ...event, money: seesMoney ? event.money : null } }
}

async function standingNow(system: SystemScope, ask: Push) {
  const [d, s, n] = [
    system.table('pushSubscriptions'),
    system.table('sessions'),
    system.table('notifications'),
  ]
  const [m, u, w] = [system.table('memberships'), system.table('users'), system.table('workspaces')]
  const c = system.table('notificationChoices')
  const { now } = system
  const its = (column: unknown) => sql`(select ${column} from ${d} where ${d.id} = ${ask.deviceId})`
  const told = (column: unknown) => sql`(select ${column} from ${n} where ${n.id} = ${ask.notificationId})`
  const [devices, sessions, notifications, members, users, workspaces, choices] = await system.read(
    system.select().from(d).where(eq(d.id, ask.deviceId)),
    system
      .select({ id: s.id })
      .from(s)
      .where(and(eq(s.id, its(d.sessionId)), gt(s.expiresAt, now), gt(s.lastSeenAt, now - IDLE))),
    system.select().from(n).where(eq(n.id, ask.notificationId)),
    system
      .select()
      .from(m)
      .where(eq(m.id, its(d.membershipId))),
    system
      .select({ locale: u.locale })
      .from(u)
      .innerJoin(m, eq(m.userId, u.id))
      .where(eq(m.id, its(d.membershipId))),
    system
      .select()
      .from(w)
      .where(eq(w.id, its(d.workspaceId))),
    system
      .select({ cadence: c.cadence })
      .from(c)
      .where(and(eq(c.membershipId, its(d.membershipId)), eq(c.category, told(n.category)))),
  )
  const [device, notification] = [devices[0], notifications[0]]
  const [member, user, workspace] = [members[0], users[0], workspaces[0]]
  if (!device || !sessions[0] || !notification || !member || !user || !workspace) return null
  const cadence: Cadence = choices[0]?.cadence ?? defaults[notification.category]
  return { device, notification, member, workspace, locale: user.locale, cadence }
}

/** The project as that person sees it, or nothing when they may not enter it any more. */
async function entering(system: SystemScope, membershipId: string, projectId: string) {
  try {
    return await system.as(membershipId, projectId)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function eventIn(scope: ProjectScope, id: string): Promise<Seen | undefined> {
  const [events, actors] = [scope.view('events'), scope.people('actor')]
  const [found] = await scope.read(
    scope
      .select({ kind: events.kind, facts: events.facts, money: events.money, actor: actors.name })
      .from(events)
      .leftJoin(actors, eq(actors.id, events.actorId))
      .where(eq(events.id, id)),
  )
  return found[0]
}

async function eventOf(system: SystemScope, id: string) {
  const [events, m, u] = [system.table('events'), system.table('memberships'), system.table('users')]
  const [found] = await system.read(
    system
      .select({
        kind: events.kind,
        facts: events.facts,
        money: events.money,
        finance: events.finance,
        actor: u.name,
      })
      .from(events)
      .leftJoin(m, eq(m.id, events.actorId))
      .leftJoin(u, eq(u.id, m.userId))
      .where(eq(events.id, id)),
  )
  return found[0]
}
