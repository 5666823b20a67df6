import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows } from '../../../test/harness'
import { makeWorld, type PersonName, world } from '../../../test/world'
import { configOf, type Env } from '../../config'
import { newId } from '../../lib/id'
import { seal } from '../../lib/seal'
import { urls } from '../../urls'

beforeEach(makeWorld)

const page = urls.failures('atelier')

async function failedMail(state = 'failed', workspace = world.atelier.id): Promise<string> {
  const id = newId()
  await rows(
    `insert into mails (id, workspace_id, dedupe, kind, to_address, state, problem, created_at, first_tried_at, tries)
      values (?, ?, ?, 'x', 'lea@parvis.test', ?, 'validation_error', 1, 1, 3)`,
    ...[id, workspace, id, state],
  )
  return id
}

async function letter(): Promise<string> {
  const id = newId()
  await rows(
    "insert into dead_letters (id, queue, workspace_id, body, at) values (?, 'parvis-mail', ?, ?, 1)",
    ...[id, world.atelier.id, JSON.stringify({ mailId: newId() })],
  )
  return id
}

describe('what did not go through', () => {
  it('is shown to those who run the workspace, and to nobody else', async () => {
    await failedMail()
    await letter()
    const camille = await as('camille')
    const html = await camille.html(page)
    expect(html).toContain('lea@parvis.test')
    expect(html.match(/Réessayer/g)).toHaveLength(2)
    for (const name of ['equipe', 'lea', 'awa'] as PersonName[])
      expect([name, (await (await as(name)).get(page)).status]).toEqual([name, 404])
  })

  it('names a mail by its subject, but never one that opens something', async () => {
    const { SECRET_KEY } = configOf(env as unknown as Env)
    const sealed = async (draft: object, id: string) =>
      rows(
        'update mails set kind = ?, sealed_props = ? where id = ?',
        ...[
          'accounts.mail.code',
          await seal(SECRET_KEY, 'mail', { draft, locale: 'fr', workspaceId: null }),
          id,
        ],
      )
    const values = { number: 12, subject: 'Le logo', who: 'Camille' }
    await sealed({ kind: 'tickets.mail.reply', values, path: '/' }, await failedMail())
    await sealed({ kind: 'accounts.mail.code', values: { code: 'K7PQ2M' }, path: '/' }, await failedMail())
    const html = await (await as('camille')).html(page)
    expect(html).toContain('Le logo')
    expect(html).toContain('E-mail de connexion ou d’invitation')
    expect(html).not.toContain('K7PQ2M')
  })

  it('says so when everything went through', async () => {
    await failedMail('sent')
    expect(await (await as('ada')).html(page)).toContain('Tout est passé')
  })

  it.each(['failed', 'stuck'])('can be sent again when it %s, once', async state => {
    const id = await failedMail(state)
    const camille = await as('camille')
    const answer = await camille.post(urls.failedMail('atelier', id))
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, page])
    const [mail] = await rows('select state, problem, first_tried_at, tries from mails')
    expect(mail).toMatchObject({ first_tried_at: null, tries: 0 })
    expect(await kindsOf()).toEqual(['mail.retried'])
    await rows("update mails set state = 'sent'")
    expect((await camille.post(urls.failedMail('atelier', id))).status).toBe(404)
  })

  it('goes back into its queue, and is settled', async () => {
    const id = await letter()
    const camille = await as('camille')
    expect((await camille.post(urls.deadLetter('atelier', id))).status).toBe(303)
    expect(await rows('select 1 from dead_letters where settled_at is null')).toEqual([])
    expect(await kindsOf()).toEqual(['message.retried'])
    expect((await camille.post(urls.deadLetter('atelier', id))).status).toBe(404)
  })

  it('of another workspace does not exist', async () => {
    const theirs = await failedMail('failed', world.savane.id)
    const camille = await as('camille')
    const answers = [theirs, newId()].map(
      async id => (await camille.post(urls.failedMail('atelier', id))).status,
    )
    expect(await Promise.all(answers)).toEqual([404, 404])
    expect(await kindsOf()).toEqual([])
  })
})
