import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { uiFor } from '../../../locales'
import { writeWeek } from '../../../templates/reports/words'
import { rows, scopeIn, system } from '../../../test/harness'
import { amounts, canaries, followAll, hideCanaries } from '../../../test/isolation/canaries'
import { furnishedWorld } from '../../../test/isolation/furnish'
import { emailOf, type PersonName, world } from '../../../test/world'
import { unseal } from '../../lib/seal'
import { moveTask } from '../tickets/move-task'
import { sendReport } from './change'
import { draftReport } from './draft'
import { readReport } from './reports'

const found = (text: string, of: readonly (string | RegExp)[]) =>
  of.filter(one => (typeof one === 'string' ? text.includes(one) : one.test(text)))

it('says nothing that the team keeps to itself, and no amount to whoever sees none', async () => {
  const { site } = await furnishedWorld()
  await hideCanaries(site)
  await rows('delete from weekly_reports')
  await rows("update projects set weekly = 'draft'")
  const hidden = await rows<{ id: string }>("select id from tasks where title like 'canari%'")
  const team = await scopeIn('camille')
  for (const { id } of hidden) await moveTask(team, id, { to: 'done' })
  const scope = await system().project(world.site.id)
  const ui = await uiFor('fr', scope.workspace, scope.now)
  const id = (await draftReport(scope, 'draft', writeWeek(ui))) ?? ''
  const { body, money } = await readReport(team, id)
  const words = Object.values(canaries)
  expect(hidden.length).toBeGreaterThan(1)
  expect(found(`${body}${money}`, words)).toEqual([])
  expect(found(body, amounts)).toEqual([])
  // What is asked for is among the amounts; what is only offered is not yet.
  expect(found(money ?? '', amounts)).toEqual([amounts[0]])
  await sendReport(await scopeIn('equipe'), id, { body, money: undefined, seen: 0 })
  await followAll()
  const mail = async (who: PersonName) => {
    const sealed = await rows<{ sealed_props: string }>(
      "select sealed_props from mails where to_address = ? and kind like 'reports.%'",
      emailOf(who),
    )
    const drafts = sealed.map(m => unseal([env.SECRET_KEY as string], 'mail', m.sealed_props))
    return JSON.stringify(await Promise.all(drafts))
  }
  for (const who of ['hugo', 'equipe', 'limited'] as const)
    expect(found(await mail(who), who === 'hugo' ? [...words, ...amounts] : amounts)).toEqual([])
  expect(found(await mail('lea'), amounts).length).toBeGreaterThan(0)
  expect(found(await mail('lea'), words)).toEqual([])
}, 60_000)
