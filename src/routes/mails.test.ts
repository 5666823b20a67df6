import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { rowsRead } from '../../test/cost'
import { as, kindsOf, rows, scopeAt, scopeIn } from '../../test/harness'
import { put } from '../../test/isolation/furnish'
import { quietQueues } from '../../test/payments'
import { ticketIn } from '../../test/tickets'
import { emailOf, makeWorld, type PersonName, people, world } from '../../test/world'
import { configOf, type Env } from '../config'
import { listMails } from '../domain/deliveries/list'
import { replyToTicket } from '../domain/tickets/reply'
import { followEvent } from '../jobs/events'
import { newId } from '../lib/id'
import { seal, unseal } from '../lib/seal'
import { urls } from '../urls'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const { SECRET_KEY } = configOf(env as unknown as Env)
const page = urls.mails('atelier')
const attention = urls.mails('atelier', { state: 'attention' })

async function mailRow(more: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  await put('mails', {
    id,
    workspace_id: world.atelier.id,
    membership_id: people.lea.membership,
    dedupe: id,
    kind: 'tickets.mail.reply',
    to_address: emailOf('lea'),
    subject: 'Le logo',
    state: 'sent',
    created_at: Date.now(),
    ...more,
  })
  return id
}

const sealed = (draft: object) => seal(SECRET_KEY, 'mail', { draft, locale: 'fr', workspaceId: null })
const failed = async (state = 'failed', more: Record<string, unknown> = {}) =>
  mailRow({ state, problem: 'validation_error', first_tried_at: 1, tries: 3, sealed_props: 'words', ...more })

async function letter(): Promise<string> {
  const id = newId()
  const body = JSON.stringify({ mailId: newId() })
  await put('dead_letters', { id, queue: 'parvis-mail', workspace_id: world.atelier.id, body, at: 1 })
  return id
}

describe('the mails of a workspace', () => {
  it('are shown to those who run it, and to nobody else', async () => {
    const id = await mailRow()
    for (const path of [page, urls.mail('atelier', id)]) {
      expect(await (await as('ada')).html(path)).toContain('Le logo')
      for (const name of ['equipe', 'lea', 'awa'] as PersonName[])
        expect([name, (await (await as(name)).get(path)).status]).toEqual([name, 404])
    }
  })

  it.each([
    ['queued', {}, 'En attente', 'waiting'],
    ['queued', { held_until: Date.now() + 60_000 }, 'Prévu\u202f: ', 'waiting'],
    ['sent', {}, 'Envoyé', 'sent'],
    ['sent', { delivery: 'delivered' }, 'Remis', 'delivered'],
    ['sent', { delivery: 'bounced', delivery_detail: '550 no', delivery_at: 1 }, 'Refusé', 'refused'],
    ['sent', { delivery: 'complained' }, 'Signalé comme indésirable', 'refused'],
    ['skipped', { problem: 'address' }, 'son adresse refuse les e-mails', 'skipped'],
    ['skipped', { problem: 'read' }, 'déjà lu sur le portail', 'skipped'],
    ['failed', { problem: 'whatever' }, 'refusé par le service d’envoi', 'attention'],
    ['stuck', { problem: 'too_late' }, 'À vérifier', 'attention'],
    ['merged', {}, 'Regroupé', undefined],
  ] as const)('say where they stand: %s %o', async (state, more, words, filter) => {
    const id = await mailRow({ state, ...more })
    const camille = await as('camille')
    const where = [urls.mail('atelier', id), urls.mails('atelier', filter ? { state: filter } : {})]
    for (const path of where) {
      const html = await camille.html(path)
      expect([path, html.includes(words), html.includes('Le logo')]).toEqual([path, true, true])
    }
    const others = ['attention', 'waiting', 'sent', 'delivered', 'refused', 'skipped'].filter(
      s => s !== filter,
    )
    for (const other of others)
      expect(await camille.html(urls.mails('atelier', { state: other }))).not.toContain('Le logo')
  })

  it('are found by words, address and person, and come fifty at a time in two round trips', async () => {
    for (let i = 0; i < 60; i++)
      await mailRow({ subject: `Sujet n° ${i}.`, created_at: 1_000_000 + (i >> 1) })
    await mailRow({
      subject: '100 % laine_douce',
      membership_id: people.nadia.membership,
      to_address: emailOf('nadia'),
    })
    const camille = await as('camille')
    const shown = async (query: Record<string, string>) => {
      const answer = await camille.get(urls.mails('atelier', query))
      expect(answer.headers.get('X-D1-Round-Trips')).toBe('2')
      const html = await answer.text()
      return { titles: [...html.matchAll(/class="row-t"[^>]*>([^<]+)</g)].map(m => m[1] ?? ''), html }
    }
    const first = await shown({})
    const [, before = ''] = /before=([0-9a-f-]{36})/.exec(first.html) ?? []
    const second = await shown({ before })
    expect(new Set([...first.titles, ...second.titles]).size).toBe(61)
    expect((await shown({ q: 'laine_' })).titles).toHaveLength(1)
    expect((await shown({ q: '100 %' })).titles).toHaveLength(1)
    expect((await shown({ q: '%' })).titles).toHaveLength(1)
    expect((await shown({ q: 'nadia@' })).titles).toHaveLength(1)
    expect((await shown({ person: people.nadia.membership })).titles).toHaveLength(1)
    expect((await shown({ person: people.koffi.membership })).titles).toHaveLength(0)
  })

  it('never show what opens something, nor let it be searched for', async () => {
    const code = { kind: 'accounts.mail.code', membership_id: null }
    const draft = { kind: 'accounts.mail.code', values: { code: 'K7P Q2M' }, path: '/' }
    const kept = await mailRow({ ...code, state: 'failed', subject: null, sealed_props: await sealed(draft) })
    await mailRow({ ...code, subject: 'K7P Q2M est votre code' })
    const camille = await as('camille')
    for (const path of [page, attention, urls.mail('atelier', kept)]) {
      const html = await camille.html(path)
      expect([path, html.includes('E-mail de connexion ou d’invitation')]).toEqual([path, true])
      expect([path, html.includes('Q2M')]).toEqual([path, false])
    }
    const found = await camille.html(urls.mails('atelier', { q: 'Q2M est' }))
    expect(found).toContain('Aucun e-mail ne correspond')
    expect((await camille.post(urls.mailAgain('atelier', kept))).status).toBe(303)
  })

  it('keep to themselves who else stood at the door', async () => {
    const door = { kind: 'accounts.mail.code', membership_id: null }
    const theirs = await mailRow({ ...door, to_address: emailOf('koffi') })
    await mailRow({ ...door, to_address: '', state: 'skipped' })
    await mailRow({ ...door, to_address: emailOf('koffi'), state: 'failed' })
    const camille = await as('camille')
    expect(await listMails(await scopeAt('camille', 'atelier'))).toMatchObject({ attention: 0, mails: [] })
    expect(await camille.html(page)).toContain('Aucun e-mail envoyé')
    expect((await camille.get(urls.mail('atelier', theirs))).status).toBe(404)
  })

  it('are named by their subject also while it lies sealed', async () => {
    const values = { number: 12, subject: 'Le devis', who: 'Camille' }
    const path = urls.ticket('atelier', world.site.id, newId())
    const draft = { kind: 'tickets.mail.reply', values, path }
    await mailRow({ state: 'queued', subject: null, sealed_props: await sealed(draft) })
    expect(await (await as('camille')).html(page)).toContain('Le devis')
  })

  it('tell their story, and what was grouped into them', async () => {
    const lead = await mailRow({
      ...{ created_at: 1, first_tried_at: 2, tries: 3, sent_at: 3, delivery: 'bounced', delivery_at: 4 },
      delivery_detail: '550 <no such user>',
    })
    const part = await mailRow({ state: 'merged', merged_into: lead, subject: 'La charte' })
    const camille = await as('camille')
    const html = await camille.html(urls.mail('atelier', lead))
    for (const words of ['Préparé', '3 en tout', 'Accepté par', '550 &lt;no such user&gt;', 'La charte'])
      expect([words, html.includes(words)]).toEqual([words, true])
    expect(html).not.toContain(urls.mailAgain('atelier', lead))
    expect(await camille.html(urls.mail('atelier', part))).toContain(urls.mail('atelier', lead))
  })
})

describe('what did not go through', () => {
  it('stands together, its old address included', async () => {
    await failed()
    await letter()
    const camille = await as('camille')
    const html = await camille.html(attention)
    expect([html.includes('Le logo'), html.includes('Réessayer')]).toEqual([true, true])
    const old = await camille.get('/w/atelier/settings/failures')
    expect([old.status, old.headers.get('Location')]).toEqual([303, attention])
    expect(await camille.html(page)).not.toContain('Réessayer')
  })

  it('says so when everything did', async () => {
    await mailRow()
    expect(await (await as('ada')).html(attention)).toContain('Tout est passé')
  })

  it.each(['failed', 'stuck'])('can be sent again when it is a mail that %s, once', async state => {
    const id = await failed(state)
    const camille = await as('camille')
    const answer = await camille.post(urls.mailAgain('atelier', id))
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, urls.mail('atelier', id)])
    const [mail] = await rows('select state, problem, first_tried_at, tries from mails')
    expect(mail).toEqual({ state: 'queued', problem: null, first_tried_at: null, tries: 0 })
    expect(await kindsOf()).toEqual(['mail.retried'])
    expect((await camille.post(urls.mailAgain('atelier', id))).status).toBe(404)
  })

  it('is tried again three times a day at most', async () => {
    const id = await failed()
    const camille = await as('camille')
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) {
      statuses.push((await camille.post(urls.mailAgain('atelier', id))).status)
      await rows("update mails set state = 'failed'")
    }
    expect(statuses).toEqual([303, 303, 303, 429])
  })

  it('goes back into its queue when it is a message, and is settled', async () => {
    const id = await letter()
    const camille = await as('camille')
    expect((await camille.post(urls.deadLetter('atelier', id))).status).toBe(303)
    expect(await rows('select 1 from dead_letters where settled_at is null')).toEqual([])
    expect(await kindsOf()).toEqual(['message.retried'])
    expect((await camille.post(urls.deadLetter('atelier', id))).status).toBe(404)
  })

  it('of another workspace does not exist', async () => {
    const theirs = await failed('failed', {
      workspace_id: world.savane.id,
      membership_id: people.koffi.membership,
    })
    const camille = await as('camille')
    for (const id of [theirs, newId()])
      expect((await camille.post(urls.mailAgain('atelier', id))).status).toBe(404)
    expect(await kindsOf()).toEqual([])
  })
})

describe('a mail that was sent', () => {
  /** The mail that told Léa of an answer to her request, as it stands once sent. */
  async function answered(): Promise<string> {
    const ticket = await ticketIn('open')
    await replyToTicket(await scopeIn('camille'), ticket, 'Le logo est prêt.')
    const [event] = await rows<{ id: string }>("select id from events where kind = 'ticket.replied'")
    await followEvent(env as unknown as Env, event?.id ?? '')
    await rows(
      "update mails set state = 'sent', sealed_props = null, first_tried_at = 1, sent_at = 2, held_until = null",
    )
    const [mail] = await rows<{ id: string }>('select id from mails where to_address = ?', emailOf('lea'))
    return mail?.id ?? ''
  }

  it('is told anew to its reader alone, as a new one with a key of its own', async () => {
    const id = await answered()
    const before = await rows('select id from mails')
    const camille = await as('camille')
    expect(await camille.html(urls.mail('atelier', id))).toContain('Renvoyer')
    const answer = await camille.post(urls.mailAgain('atelier', id))
    const [fresh, ...others] = await rows<Record<string, string>>(
      "select * from mails where state = 'queued'",
    )
    expect([others, answer.headers.get('Location')]).toEqual([[], urls.mail('atelier', fresh?.id ?? '')])
    expect(before).not.toContainEqual({ id: fresh?.id })
    expect(fresh).toMatchObject({ to_address: emailOf('lea'), held_until: null, category: 'reply', team: 0 })
    const { draft } = await unseal<{ draft: { quote: string } }>(
      [SECRET_KEY],
      'mail',
      fresh?.sealed_props ?? '',
    )
    expect(draft.quote).toBe('Le logo est prêt.')
    expect((await kindsOf()).at(-1)).toBe('mail.resent')
    // And that one again, once it went.
    await rows("update mails set state = 'sent', sealed_props = null")
    expect((await camille.post(urls.mailAgain('atelier', fresh?.id ?? ''))).status).toBe(303)
  })

  it('is told anew three times a day at most, whichever of them is taken', async () => {
    let id = await answered()
    const camille = await as('camille')
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) {
      const answer = await camille.post(urls.mailAgain('atelier', id))
      statuses.push(answer.status)
      id = answer.headers.get('Location')?.split('/').pop() ?? id
      await rows("update mails set state = 'sent', sealed_props = null")
    }
    expect(statuses).toEqual([303, 303, 303, 429])
  })

  it.each(['failed', 'sent'])(
    'is not (%s), while its reader’s address is refused: the page leads to it',
    async state => {
      const id = await answered()
      await rows('update mails set state = ? where id = ?', state, id)
      const refused = (problem: string | null) =>
        rows('update users set mail_problem = ? where email = ?', problem, emailOf('lea'))
      await refused('bounced')
      const camille = await as('camille')
      const html = await camille.html(urls.mail('atelier', id))
      expect(html).not.toContain('Renvoyer')
      expect(html).toContain(`href="${urls.contact('atelier', world.lune.id, people.lea.membership)}"`)
      expect((await camille.post(urls.mailAgain('atelier', id))).status).toBe(409)
      expect(await rows("select 1 from mails where state = 'queued'")).toEqual([])
      await refused(null)
      expect(await camille.html(urls.mail('atelier', id))).toContain('Renvoyer')
      expect((await camille.post(urls.mailAgain('atelier', id))).status).toBe(303)
    },
  )

  it('is no longer to be looked at, once it was told anew', async () => {
    const id = await answered()
    await rows(
      "update mails set state = 'failed', problem = 'not_sent', sealed_props = null where id = ?",
      id,
    )
    const camille = await as('camille')
    expect(await camille.html(attention)).toContain(urls.mail('atelier', id))
    expect((await camille.post(urls.mailAgain('atelier', id))).status).toBe(303)
    expect(await camille.html(attention)).not.toContain(urls.mail('atelier', id))
    expect(await camille.html(urls.mail('atelier', id))).toContain('renvoyé depuis')
  })

  it('is not, where its reader wants no such mails', async () => {
    const id = await answered()
    await put('notification_choices', {
      workspace_id: world.atelier.id,
      membership_id: people.lea.membership,
      category: 'reply',
      cadence: 'never',
    })
    const camille = await as('camille')
    expect((await camille.post(urls.mailAgain('atelier', id))).status).toBe(409)
    await rows("update mails set state = 'skipped', problem = 'unwanted'")
    expect(await camille.html(urls.mail('atelier', id))).not.toContain('Renvoyer')
    expect(await rows("select 1 from mails where state = 'queued'")).toEqual([])
  })

  it('is not, where there is nothing to tell that person any more', async () => {
    const id = await answered()
    await rows('update memberships set removed_at = 1 where id = ?', people.lea.membership)
    expect((await (await as('camille')).post(urls.mailAgain('atelier', id))).status).toBe(409)
    expect(await rows("select 1 from mails where state = 'queued'")).toEqual([])
  })
})

describe('a mail that did not go', () => {
  it('is set aside with what was put into it, and nobody has to look at it any more', async () => {
    const id = await mailRow({
      state: 'failed',
      problem: 'validation_error',
      sealed_props: 'x',
      subject: 'Perdu',
    })
    const part = await mailRow({ state: 'merged', merged_into: id, sealed_props: 'y' })
    const camille = await as('camille')
    expect(await camille.html(attention)).toContain('Perdu')
    expect(await camille.html(urls.mail('atelier', id))).toContain(urls.mailAside('atelier', id))
    expect((await camille.post(urls.mailAside('atelier', id))).status).toBe(303)
    expect(await camille.html(attention)).not.toContain('Perdu')
    const read = 'select state, problem, sealed_props from mails where id = ?'
    expect([...(await rows(read, id)), ...(await rows(read, part))]).toEqual([
      { state: 'skipped', problem: 'aside', sealed_props: null },
      { state: 'merged', problem: null, sealed_props: null },
    ])
    expect(await kindsOf()).toEqual(['mail.set_aside'])
    expect(await camille.html(urls.mail('atelier', id))).toContain('Classé sans suite par Camille')
    expect((await camille.post(urls.mailAside('atelier', id))).status).toBe(404)
  })

  it('is set aside only where there is something to look at', async () => {
    const camille = await as('camille')
    for (const state of ['queued', 'sent', 'skipped', 'merged'])
      expect((await camille.post(urls.mailAside('atelier', await mailRow({ state })))).status).toBe(404)
    expect(await kindsOf()).toEqual([])
  })
})

it('reads few rows of many: for a list, what one mail says, and what waits for somebody', async () => {
  const id = await mailRow({ subject: 'Trois nouvelles' })
  await mailRow({ state: 'merged', merged_into: id, subject: 'La deuxième' })
  await rows(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
     insert into mails (id, workspace_id, membership_id, dedupe, kind, to_address, state, created_at)
     select 'm' || i, ?, ?, i, 'tickets.mail.reply', 'lea', 'sent', i from n`,
    ...[world.atelier.id, people.lea.membership],
  )
  const camille = await as('camille')
  const look = async () => expect(await camille.html(urls.mail('atelier', id))).toContain('La deuxième')
  expect(await rowsRead(look)).toBeLessThan(500)
  for (const list of [page, attention])
    expect(await rowsRead(async () => expect((await camille.get(list)).status).toBe(200))).toBeLessThan(700)
})
