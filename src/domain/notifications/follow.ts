import type { Write } from '../../db/commit'
import type { SystemScope } from '../../db/system'
import type { NewRow } from '../../db/tables'
import { defaults } from '../../lib/cadence'
import { newId } from '../../lib/id'
import { say } from '../../lib/log'
import { seal } from '../../lib/seal'
import type { Happened, MailDraft, Telling } from '../events/meaning'
import { type Hold, holdOf } from './hold'
import { type Told, toldBy } from './kinds'
import { type Person, peopleNow } from './people'

/** What waits sealed in a mail's row until it is rendered for its reader. */
export type SealedMail = { draft: MailDraft; locale: 'fr' | 'en'; workspaceId: string | null }

/** What a mail's props are sealed for. */
export const MAIL_PURPOSE = 'mail'

/** What is made of tellings: the writes, and the rows that these put there. */
export type Followed = {
  writes: Write[]
  notifications: NewRow<'notifications'>[]
  mails: NewRow<'mails'>[]
}

/**
 * What an event's tellings leave behind: a notification for each person (of one event, once), and the mail of the
 * first telling that has one for them, to go when they want to be told of such things. Nobody is told who has no
 * access now, nor what they may not see: an internal event no contact, an amount or a line about money nobody without
 * the finance capability.
 */
export async function following(
  system: SystemScope,
  secret: string,
  event: Happened,
  tellings: Telling[],
): Promise<Followed> {
  const people = await peopleNow(system, event.workspaceId, [...new Set(tellings.flatMap(t => t.to))])
  const chosen = new Map<Person, Telling>()
  for (const telling of tellings)
    for (const id of telling.to) {
      const person = people.get(id)
      if (!person || !maySee(person, event, telling)) continue
      const first = chosen.get(person)
      if (!first || (!first.mail && telling.mail)) chosen.set(person, telling)
    }
  const notifications: NewRow<'notifications'>[] = []
  const mails: NewRow<'mails'>[] = []
  for (const [person, { mail, path }] of chosen) {
    const way = wayOf(event, mail?.kind)
    const place = {
      workspaceId: event.workspaceId,
      clientId: event.clientId,
      projectId: event.projectId,
      membershipId: person.id,
      category: way.category,
      path: pageOf(mail ? mail.path : path),
      finance: Boolean(mail?.finance || event.finance),
      createdAt: system.now,
    }
    const told = { ...place, id: newId(system.now), eventId: event.id, kind: mail?.kind ?? event.kind }
    notifications.push(told)
    const hold = mail && holdFor(person, way, place.path, event, system.now)
    if (!hold) continue
    const sealed: SealedMail = { draft: mail, locale: person.locale, workspaceId: event.workspaceId }
    mails.push({
      ...place,
      ...hold,
      id: newId(system.now),
      notificationId: told.id,
      dedupe: `${event.id}:${person.id}`,
      kind: mail.kind,
      toAddress: person.email,
      team: person.role !== 'contact',
      sealedProps: await seal(secret, MAIL_PURPOSE, sealed),
    })
  }
  const writes = [
    ...notifications.map(row => system.write.putNew('notifications', row)),
    ...mails.map(row => system.write.putNew('mails', row)),
  ]
  return { writes, notifications, mails }
}

const maySee = (person: Person, event: Happened, { mail }: Telling): boolean =>
  !(event.internal && person.role === 'contact') && (person.finance || !(event.finance || mail?.finance))

/** A pair that the table does not know is told all the same, at once: better one mail too many than one lost. */
function wayOf(event: Happened, mail: string | undefined): Told & { known: boolean } {
  const way = toldBy(event.kind, mail)
  if (way) return { ...way, known: true }
  say('unknown telling', { kind: event.kind, mail })
  return { who: [], category: 'workspace', known: false }
}

function holdFor(
  person: Person,
  { category, group, known }: ReturnType<typeof wayOf>,
  path: string,
  event: Happened,
  now: number,
): Hold | null {
  const cadence = known ? (person.choices.get(category) ?? defaults[category]) : 'now'
  const about = (group === 'project' && event.projectId) || path
  return holdOf({ membershipId: person.id, category, cadence, about, digest: person.digest }, now)
}

/** The page itself: to be there is to have read what leads to any place of it. */
const pageOf = (path: string): string => path.replace(/[?#].*$/, '')
