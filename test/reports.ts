import { env } from 'cloudflare:workers'
import { uiFor } from '../locales'
import type { SealedMail } from '../src/domain/notifications/follow'
import {
  type Due,
  draftReports,
  leaveReports,
  type Place,
  sendReports,
  weeksDue,
} from '../src/domain/reports/due'
import { createTask } from '../src/domain/tasks/tasks'
import { moveTask } from '../src/domain/tickets/move-task'
import { unseal } from '../src/lib/seal'
import { writeWeek } from '../templates/reports/words'
import { rows, scopeIn, system } from './harness'
import { makeWorld, type PersonName, START, world } from './world'

/** The world, with weeks that are summed up. */
export async function weeklyWorld(): Promise<void> {
  await makeWorld()
  await rows("update projects set weekly = 'draft'")
}

export const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
/** The world begins on Thursday at 10:00 in Paris; the day after, at two. */
export const FRIDAY = START + DAY + 4 * HOUR
export const WEEK = '2026-11-16'

export const writing = async (place: Place) => writeWeek(await uiFor('fr', place, FRIDAY))
const at = (act: (scope: ReturnType<typeof system>, due: Due) => Promise<number>) => async (now: number) => {
  const scope = system(now)
  return act(scope, await weeksDue(scope))
}
export const drafting = at((scope, due) => draftReports(scope, due, writing))
export const [sending, leaving] = [at(sendReports), at(leaveReports)]
export const as = (who: PersonName, now = START) => scopeIn(who, world.site, now)
export const stored = () =>
  rows<{ id: string; project_id: string; state: string; body: string; money: string; auto: number }>(
    'select * from weekly_reports order by rowid',
  )
export const task = {
  description: '',
  priority: 'normal',
  assigneeId: null,
  phaseId: null,
  dueOn: null,
  internal: false,
} as const
/** Something the client may see: a task done. */
export const work = async (title = 'Intégrer la carte', now = START, internal = false) => {
  const scope = await as('equipe', now)
  const id = await createTask(scope, { ...task, title, internal })
  await moveTask(scope, id, { to: 'done' })
  return id
}
export const drafted = async (now = FRIDAY) => {
  await work()
  await drafting(now)
  return (await stored())[0]?.id ?? ''
}
export const input = (body: string, seen = 0) => ({ body, money: undefined, seen })
export const mailsOf = async (kind: string) => {
  const found = await rows<{ to_address: string; sealed_props: string; finance: number }>(
    'select to_address, sealed_props, finance from mails where kind = ? order by to_address',
    kind,
  )
  return Promise.all(
    found.map(async m => ({
      to: m.to_address,
      finance: m.finance,
      draft: (await unseal<SealedMail>([env.SECRET_KEY as string], 'mail', m.sealed_props)).draft,
    })),
  )
}
