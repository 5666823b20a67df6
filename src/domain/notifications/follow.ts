import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { SystemScope } from '../../db/system'
import type { NewRow } from '../../db/tables'
import { newId } from '../../lib/id'
import { seal } from '../../lib/seal'
import type { Happened, MailDraft, Telling } from '../events/meaning'

/** What waits sealed in a mail's row until it is rendered for its reader. `more`: what the same mail tells after it. */
export type SealedMail = {
  draft: MailDraft
  more?: MailDraft[]
  locale: 'fr' | 'en'
  workspaceId: string | null
}

/** What a mail's props are sealed for. */
export const MAIL_PURPOSE = 'mail'

/**
 * What an event's tellings leave behind: a notification for each person (of one event, once), and the mail of the
 * first telling that has one for them. Nobody is told who has no access now, nor what they may not see: an internal
 * event no contact, an amount or a line about money nobody without the finance capability.
 * @returns the writes, and the mails to hand to the queue once they are committed
 */
export async function following(
  system: SystemScope,
  secret: string,
  event: Happened,
  tellings: Telling[],
): Promise<{ writes: Write[]; mailIds: string[] }> {
  const people = await peopleNow(system, event.workspaceId, [...new Set(tellings.flatMap(t => t.to))])
  const told = new Set<string>()
  const mails = new Map<string, NewRow<'mails'>>()
  for (const { to, mail } of tellings) {
    for (const id of to) {
      const person = people.get(id)
      if (!person || (event.internal && person.role === 'contact') || (event.finance && !person.finance))
        continue
      told.add(id)
      if (!mail || mails.has(id) || (mail.finance && !person.finance)) continue
      const sealed: SealedMail = { draft: mail, locale: person.locale, workspaceId: event.workspaceId }
      mails.set(id, {
        id: newId(system.now),
        workspaceId: event.workspaceId,
        clientId: event.clientId,
        projectId: event.projectId,
        membershipId: id,
        dedupe: `${event.id}:${id}`,
        kind: mail.kind,
        toAddress: person.email,
        team: person.role !== 'contact',
        finance: Boolean(mail.finance || event.finance),
        sealedProps: await seal(secret, MAIL_PURPOSE, sealed),
        createdAt: system.now,
      })
    }
  }
  const notifications = [...told].map(membershipId => ({
    id: newId(system.now),
    workspaceId: event.workspaceId,
    clientId: event.clientId,
    projectId: event.projectId,
    membershipId,
    eventId: event.id,
    createdAt: system.now,
  }))
  return {
    writes: [
      ...notifications.map(row => system.write.putNew('notifications', row)),
      ...[...mails.values()].map(row => system.write.putNew('mails', row)),
    ],
    mailIds: [...mails.values()].map(row => row.id),
  }
}

/** Those of these memberships that give access to the workspace now, with address, language and capability. */
async function peopleNow(system: SystemScope, workspaceId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const [m, u] = [system.table('memberships'), system.table('users')]
  const [rows] = await system.read(
    system
      .select({ id: m.id, role: m.role, capable: m.finance, email: u.email, locale: u.locale })
      .from(m)
      .innerJoin(u, eq(u.id, m.userId))
      .where(
        and(
          eq(m.workspaceId, workspaceId),
          inArray(m.id, sql`(select value from json_each(${JSON.stringify(ids)}))`),
          isNotNull(m.acceptedAt),
          isNull(m.removedAt),
        ),
      ),
  )
  return new Map(rows.map(p => [p.id, { ...p, finance: seesAmounts(p.role, p.capable) }]))
}

/** The finance capability as sessions have it: owners and administrators, and the contacts who were given it. */
export const seesAmounts = (role: 'owner' | 'admin' | 'member' | 'contact', capable: boolean): boolean =>
  role === 'contact' ? capable : role !== 'member'
