import { beforeEach, expect, it } from 'vitest'
import { as, rows } from '../../test/harness'
import { put } from '../../test/isolation/furnish'
import { quietQueues } from '../../test/payments'
import { emailOf, makeWorld, people, world } from '../../test/world'
import { newId } from '../lib/id'
import { urls } from '../urls'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const DAY = 86_400_000
async function mail(state: string, age = 0, workspace: string = world.atelier.id): Promise<string> {
  const id = newId()
  await put('mails', {
    id,
    workspace_id: workspace,
    membership_id: workspace === world.atelier.id ? people.lea.membership : people.awa.membership,
    dedupe: id,
    kind: 'tickets.mail.reply',
    to_address: emailOf('lea'),
    state,
    created_at: Date.now() - age,
  })
  return id
}
const home = async (who: 'camille' | 'ada' | 'equipe') => (await as(who)).html(urls.home('atelier'))

it('a mail that did not go is shown on the first screen of who runs the workspace, until it went', async () => {
  for (const state of ['sent', 'queued', 'skipped', 'merged']) await mail(state)
  await mail('failed', 8 * DAY)
  await mail('failed', 0, world.savane.id)
  expect(await home('camille')).not.toContain('n’est pas parti')
  const id = await mail('stuck')
  expect(await home('camille')).toContain('Un e-mail n’est pas parti')
  await mail('failed')
  for (const who of ['camille', 'ada'] as const) {
    const html = await home(who)
    expect(html).toContain('2 e-mails ne sont pas partis')
    expect(html).toContain(`href="${urls.mails('atelier', { state: 'attention' })}"`)
  }
  expect(await home('equipe')).not.toContain('partis')
  await rows("update mails set state = 'sent' where id = ?", id)
  expect(await home('camille')).toContain('Un e-mail n’est pas parti')
})
