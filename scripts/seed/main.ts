import { sql } from 'drizzle-orm'
import { sendReminders } from '../../src/domain/reminders/send'
import { soundAlarms } from '../../src/domain/tickets/sla-alarms'
import { sealUpTo } from '../../src/jobs/seal'
import { atelier } from './atelier'
import { erable } from './erable'
import { Plan } from './plan'
import { savane } from './savane'
import { inboxes } from './told'
import { weeks } from './weeks'
import { type SeedEnv, World } from './world'

/** Writes the demo world into an empty database: three workspaces, rich enough that every screen has something to show. */
export default async function seed(env: SeedEnv): Promise<void> {
  const world = new World(env, Date.now())
  const plan = new Plan()
  atelier(world, plan)
  savane(world, plan)
  erable(world, plan)
  alarms(world, plan)
  weeks(world, plan)
  await plan.live()
  await inboxes(world)
  await settle(world)
}

const ALARMS = 14
/** What the cron told team and clients of late, every three hours: nobody is told of it again. */
function alarms(world: World, plan: Plan): void {
  for (let day = 0; day < ALARMS; day++)
    for (let hour = 6; hour <= 18; hour += 3) plan.on(world.at(day, hour), at => tellOfLate(world, at))
  plan.on(Date.now(), at => tellOfLate(world, at))
}

async function tellOfLate(world: World, at: number): Promise<void> {
  await soundAlarms(world.system(at))
  await sendReminders(world.system(at))
}

/** The past is sealed, and nobody is told of it again: what there is to read of it is in their inboxes. */
async function settle(world: World): Promise<void> {
  const system = world.system(Date.now())
  const outbox = system.table('outbox')
  const [waiting] = await system.read(
    system
      .select({ eventId: outbox.eventId, workspaceId: outbox.workspaceId })
      .from(outbox)
      .orderBy(outbox.at),
  )
  const last = new Map(waiting.map(w => [w.workspaceId, w.eventId]))
  for (const [workspaceId, eventId] of last) await sealUpTo(system, workspaceId, eventId)
  await system.commitOwn([system.write.removeAll('outbox', sql`1`)])
}
