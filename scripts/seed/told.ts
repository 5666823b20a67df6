import { gt } from 'drizzle-orm'
import type { NewRow } from '../../src/db/tables'
import { meaningOf } from '../../src/domain/activity/registry'
import type { Happened } from '../../src/domain/events/meaning'
import { following } from '../../src/domain/notifications/follow'
import { tellingsOf } from '../../src/jobs/events'
import { cast } from './atelier'
import type { World } from './world'

/** Their inboxes go back so many days. */
const DAYS = 3

/** What these people of the atelier were told since is unread; everybody else has read all of it. */
const looked = (world: World) =>
  new Map([
    [world.seat('atelier', cast.camille), world.at(1, 12)],
    [world.seat('atelier', cast.equipe), world.at(1, 12)],
    [world.seat('atelier', cast.lea), world.at(2, 12)],
    [world.seat('atelier', cast.hugo), world.at(2, 12)],
  ])

/** What people were told of late stands in their inboxes, each line of its moment; its mails were read long ago. */
export async function inboxes(world: World): Promise<void> {
  const system = world.system(Date.now())
  const events = system.table('events')
  const [late] = await system.read(
    system
      .select()
      .from(events)
      .where(gt(events.at, world.at(DAYS, 0)))
      .orderBy(events.at),
  )
  const last = looked(world)
  const rows: NewRow<'notifications'>[] = []
  for (const event of late)
    for (const row of await toldOf(world, event)) {
      const unread = event.at > (last.get(row.membershipId) ?? event.at)
      rows.push({ ...row, readAt: unread ? null : event.at })
    }
  await system.commitOwn(rows.map(row => system.write.putNew('notifications', row)))
}

async function toldOf(world: World, event: Happened): Promise<NewRow<'notifications'>[]> {
  const meaning = meaningOf(event.kind)
  if (!meaning?.tell) return []
  const then = world.system(event.at)
  const tellings = await tellingsOf(then, meaning, event)
  return (await following(then, world.env.SECRET_KEY, event, tellings)).notifications
}
