import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { rowsRead } from '../../../test/cost'
import { rows, system } from '../../../test/harness'
import { makeWorld, people, START, world } from '../../../test/world'
import { sweepReports } from '../../jobs/reports'
import { firstId, newId } from '../../lib/id'
import { wantingSql } from './due'
import { moving, quiet } from './happened'
import { startOf } from './moments'
import { gatherWeek } from './week'

beforeEach(async () => {
  await makeWorld()
  await rows("update projects set weekly = 'draft'")
})

const [MANY, DAY] = [2000, 86_400_000]
const FRIDAY = START + DAY + 4 * 3_600_000

/** As many projects as a large agency has, each with a long past and a quiet week. */
const crowd = async () => {
  await rows(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MANY})
     insert into projects (id, workspace_id, client_id, name, created_at) select 'p' || i, ?, ?, 'P', 0 from n`,
    world.atelier.id,
    world.lune.id,
  )
  await rows(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MANY * 10})
     insert into events (id, workspace_id, client_id, project_id, kind, actor_id, at)
     select ? || i, ?, ?, 'p' || (i % ${MANY} + 1), 'task.finished', ?, 0 from n`,
    '01000000-0000-7000-8000-',
    world.atelier.id,
    world.lune.id,
    people.camille.membership,
  )
}

/** What the statement is asked with: one workspace, that week. */
const asked = () => {
  const week = '2026-11-16'
  const place = { id: world.atelier.id, week, since: firstId(startOf('Europe/Paris', week)) }
  return [[place], moving, quiet].map(list => JSON.stringify(list))
}

it('looks for projects by indexes alone', async () => {
  const plan = await rows<{ detail: string }>(`explain query plan ${wantingSql}`, ...asked())
  const steps = plan.map(step => step.detail)
  expect(
    steps.filter(step => step.startsWith('SCAN') && !/ j /.test(`${step} `) && !step.includes('json_each')),
  ).toEqual([])
  expect(steps.join('\n')).toMatch(/SEARCH e USING INDEX events_project \(project_id=\? AND id>\?\)/)
  expect(steps.join('\n')).toMatch(/SEARCH r USING (COVERING )?INDEX weekly_reports_once/)
})

it('costs a minute of a Friday no more than a look at each project', async () => {
  await crowd()
  expect(await rowsRead(() => sweepReports(env as never, FRIDAY))).toBeLessThan(MANY * 2 + 50)
  expect(await rowsRead(() => sweepReports(env as never, FRIDAY - DAY))).toBeLessThan(20)
})

it('gathers a week without walking the project’s past', async () => {
  await rows(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
     insert into events (id, workspace_id, client_id, project_id, kind, actor_id, at, subject_id)
     select ? || i, ?, ?, ?, 'message.posted', ?, 0, 'x' from n`,
    '01000000-0000-7000-8000-',
    ...[world.atelier.id, world.lune.id, world.site.id, people.camille.membership],
  )
  const scope = await system(FRIDAY).project(world.site.id)
  expect(await rowsRead(() => gatherWeek(scope))).toBeLessThan(200)
})

it('finds just those in which gathering finds something, so that none is gathered in vain each minute', async () => {
  const actors = [
    null,
    ...(['camille', 'lea', 'nadia', 'removed'] as const).map(who => people[who].membership),
  ]
  const lines = [
    'task.finished',
    'message.posted',
    'project.seen_as',
    'report.sent',
    'payment.received',
  ].flatMap(kind => actors.map(actor => ({ kind, actor, internal: 0, finance: 0, at: START })))
  const [first] = lines
  if (!first) throw new Error('no lines')
  const others = [{ internal: 1 }, { finance: 1 }, { at: START - 7 * DAY }].map(other => ({
    ...first,
    ...other,
  }))
  const all = [...lines, ...others].map((line, i) => ({ ...line, project: `q${i}` }))
  for (const { project, kind, actor, internal, finance, at } of all) {
    const place = [world.atelier.id, world.lune.id]
    await rows(
      'insert into projects (id, workspace_id, client_id, name, created_at) values (?, ?, ?, ?, 0)',
      project,
      ...place,
      project,
    )
    await rows(
      `insert into events (id, workspace_id, client_id, project_id, kind, actor_id, internal, finance, at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      newId(at),
      ...place,
      ...[project, kind, actor, internal, finance, at],
    )
  }
  const found = (await rows<{ id: string }>(wantingSql, ...asked())).map(row => row.id).sort()
  const gathered: string[] = []
  for (const { project } of all)
    if ((await gatherWeek(await system(FRIDAY).project(project))).happened) gathered.push(project)
  expect(found).toEqual(gathered.sort())
  expect([found.length > 5, found.length < all.length - 5]).toEqual([true, true])
})
