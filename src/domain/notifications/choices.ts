import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import * as z from 'zod'
import type { Readable, Results } from '../../db/connection'
import type { PersonScope } from '../../db/person'
import { seesAmounts } from '../../lib/amounts'
import {
  type Cadence,
  type Category,
  type Choosable,
  cadences,
  categories,
  defaults,
} from '../../lib/cadence'
import { isZone } from '../../lib/zone'
import { reaching } from './reaching'

const cadence = z.enum(cadences, 'errors.choice').optional()

/** A category and its cadence each, the hour of the day's mail and its zone; what is not sent stays as it is. */
export const choicesInput = z.object({
  ...(Object.fromEntries(categories.map(one => [one, cadence])) as Record<Category, typeof cadence>),
  hour: z
    .string()
    .regex(/^([01]?\d|2[0-3])$/, 'errors.choice')
    .transform(Number)
    .optional(),
  zone: z
    .union([z.literal('').transform(() => null), z.string().refine(isZone, 'workspaces.error.timezone')])
    .optional(),
})
export type Choices = z.output<typeof choicesInput>

/** How somebody is told of things in one workspace. */
export type Preferences = {
  membershipId: string
  email: string
  /** What they read. */
  language: 'fr' | 'en'
  workspace: { id: string; slug: string; name: string; accent: string; locale: string; timezone: string }
  /** What can reach them, and how it does. */
  cadences: { category: Choosable; cadence: Cadence }[]
  hour: number
  /** Null: the workspace's. */
  zone: string | null
}

/** @returns null where that membership gives no access (any more) */
export const readPreferences = async (
  person: PersonScope,
  membershipId: string,
): Promise<Preferences | null> => (await readPreferencesWith(person, membershipId)).preferences

/** The same, with other queries in the one round trip. */
export async function readPreferencesWith<const Q extends readonly Readable[]>(
  person: PersonScope,
  membershipId: string,
  ...rides: Q
): Promise<{ preferences: Preferences | null; rows: Results<Q> }> {
  const [m, u, w] = [person.table('memberships'), person.table('users'), person.table('workspaces')]
  const c = person.table('notificationChoices')
  const [found, chosen, ...rows] = await person.read(
    person
      .select({
        role: m.role,
        finance: m.finance,
        approve: m.approve,
        hour: m.digestHour,
        zone: m.timezone,
        email: u.email,
        language: u.locale,
        workspaceId: w.id,
        slug: w.slug,
        name: w.name,
        accent: w.accent,
        locale: w.locale,
        workspaceZone: w.timezone,
      })
      .from(m)
      .innerJoin(u, eq(u.id, m.userId))
      .innerJoin(w, eq(w.id, m.workspaceId))
      .where(and(eq(m.id, membershipId), isNotNull(m.acceptedAt), isNull(m.removedAt))),
    person
      .select({ category: c.category, cadence: c.cadence })
      .from(c)
      .where(eq(c.membershipId, membershipId)),
    ...rides,
  )
  const rest = { rows: rows as unknown as Results<Q> }
  const [row] = found
  if (!row) return { preferences: null, ...rest }
  const { role, finance, approve, email, language, hour, zone, slug, name, accent, locale } = row
  const reached = reaching({ role, approve, finance: seesAmounts(role, finance) })
  const own = new Map(chosen.map(one => [one.category, one.cadence]))
  const preferences = {
    membershipId,
    email,
    language,
    workspace: { id: row.workspaceId, slug, name, accent, locale, timezone: row.workspaceZone },
    cadences: reached.map(category => ({ category, cadence: own.get(category) ?? defaults[category] })),
    hour,
    zone,
  }
  return { preferences, ...rest }
}

/**
 * Keeps what is chosen otherwise than before, and tells nobody. Mails that wait for others are dropped where their kind is
 * not wanted any more.
 * @throws NotFound where the membership ended meanwhile
 */
export async function choose(person: PersonScope, before: Preferences, choices: Choices): Promise<void> {
  const { membershipId, workspace } = before
  const changed = before.cadences.flatMap(({ category, cadence }) => {
    const wanted = choices[category]
    return wanted && wanted !== cadence ? [{ category, cadence: wanted }] : []
  })
  const { hour = before.hour, zone = before.zone } = choices
  const moved = hour !== before.hour || zone !== before.zone
  if (changed.length === 0 && !moved) return
  const [m, mails] = [person.table('memberships'), person.table('mails')]
  const here = and(eq(m.id, membershipId), isNull(m.removedAt))
  const unwanted = changed.filter(one => one.cadence === 'never').map(one => one.category)
  const facts = Object.fromEntries(changed.map(one => [one.category, one.cadence]))
  await person.commit(
    [
      person.write.update('memberships', { digestHour: hour, timezone: zone }, here),
      ...changed.map(one =>
        person.write.put(
          'notificationChoices',
          { workspaceId: workspace.id, membershipId, ...one },
          c => [c.membershipId, c.category],
          { cadence: one.cadence },
        ),
      ),
      person.write.updateAll(
        'mails',
        { state: 'skipped', problem: 'unwanted', sealedProps: null, heldUntil: null },
        and(
          eq(mails.membershipId, membershipId),
          inArray(mails.category, unwanted),
          eq(mails.state, 'queued'),
          isNotNull(mails.heldUntil),
        ),
      ),
    ],
    null,
    {
      workspaceId: workspace.id,
      clientId: null,
      projectId: null,
      actorId: membershipId,
      kind: 'person.preferences_changed',
      subjectId: membershipId,
      facts: { ...facts, ...(moved && { hour, ...(zone && { zone }) }) },
      internal: true,
    },
  )
}

/** Takes no more of one kind by mail, or nothing of the day's mail. What must reach them is not theirs to refuse. */
export async function stop(person: PersonScope, before: Preferences, what: Category | 'daily') {
  const ends = before.cadences.filter(
    one => one.category === what || (what === 'daily' && one.cadence === 'daily'),
  )
  await choose(person, before, Object.fromEntries(ends.map(one => [one.category, 'never'])) as Choices)
}
