import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { among } from '../../db/among'
import type { SystemScope } from '../../db/system'
import { seesAmounts } from '../../lib/amounts'
import type { Cadence } from '../../lib/cadence'

/** Somebody who may be told, as of now. */
export type Person = {
  id: string
  role: 'owner' | 'admin' | 'member' | 'contact'
  email: string
  locale: 'fr' | 'en'
  finance: boolean
  slug: string
  digest: { hour: number; zone: string }
  /** What they chose; a category that is not in it is told as it is to everybody. */
  choices: Map<string, Cadence>
}

/** Those of these memberships that give access to the workspace now, with all that settles how they are told. */
export async function peopleNow(
  system: SystemScope,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const [m, u, w] = [system.table('memberships'), system.table('users'), system.table('workspaces')]
  const c = system.table('notificationChoices')
  const [rows, chosen] = await system.read(
    system
      .select({
        id: m.id,
        role: m.role,
        capable: m.finance,
        email: u.email,
        locale: u.locale,
        slug: w.slug,
        hour: m.digestHour,
        own: m.timezone,
        zone: w.timezone,
      })
      .from(m)
      .innerJoin(u, eq(u.id, m.userId))
      .innerJoin(w, eq(w.id, m.workspaceId))
      .where(
        and(eq(m.workspaceId, workspaceId), among(m.id, ids), isNotNull(m.acceptedAt), isNull(m.removedAt)),
      ),
    system
      .select({ membershipId: c.membershipId, category: c.category, cadence: c.cadence })
      .from(c)
      .where(among(c.membershipId, ids)),
  )
  return new Map(
    rows.map(({ capable, hour, own, zone, ...person }): [string, Person] => {
      const choices = chosen.filter(one => one.membershipId === person.id)
      return [
        person.id,
        {
          ...person,
          finance: seesAmounts(person.role, capable),
          digest: { hour, zone: own ?? zone },
          choices: new Map(choices.map(one => [one.category, one.cadence])),
        },
      ]
    }),
  )
}
