import { meaningOf } from '../src/domain/activity/registry'
import type { Happened } from '../src/domain/events/meaning'
import { rows, system } from './harness'
import { type PersonName, people, START, world } from './world'

export const idOf = (name: PersonName) => people[name].membership
export const nameOf = (id: string) => Object.entries(people).find(([, p]) => p.membership === id)?.[0] ?? id

/** Everybody who is told of the last thing that happened, by the person. */
export async function told(now = START + 3_600_000): Promise<string[]> {
  const [row] = await rows<Record<string, string>>('select * from events order by rowid desc limit 1')
  const facts = JSON.parse(row?.facts ?? 'null')
  const money = JSON.parse(row?.money ?? 'null')
  const event = { ...row, actorId: row?.actor_id, subjectId: row?.subject_id, facts, money, at: now }
  const scope = await system(now).project(world.site.id)
  const tell = meaningOf(row?.kind ?? '')?.tell
  const tellings = (await tell?.(scope, event as unknown as Happened)) ?? []
  return tellings.flatMap(t => t.to.map(nameOf)).sort()
}

/** Makes them follow, past every rule. */
export const follow = async (id: string, ...names: PersonName[]) => {
  for (const name of names)
    await rows(
      'insert into ticket_followers (workspace_id, client_id, project_id, ticket_id, membership_id, created_at) values (?, ?, ?, ?, ?, 0)',
      world.atelier.id,
      world.lune.id,
      world.site.id,
      id,
      idOf(name),
    )
}
