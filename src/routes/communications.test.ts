import { beforeEach, describe, expect, it } from 'vitest'
import { rowsRead } from '../../test/cost'
import { as, rows } from '../../test/harness'
import { put } from '../../test/isolation/furnish'
import { quietQueues } from '../../test/payments'
import { linkTo, put as shelve } from '../../test/shelf'
import { emailOf, makeWorld, type PersonName, people, START, world } from '../../test/world'
import { newId } from '../lib/id'
import { urls } from '../urls'

beforeEach(async () => {
  // A file that is given is told by mail too, and that mail would stand on the page, as soon as the queue comes to it.
  quietQueues()
  await makeWorld()
})

const DAY = 86_400_000
const ours = urls.clientCommunications('atelier', world.lune.id)
const theirs = urls.communications('atelier')
const place = { workspace_id: world.atelier.id, client_id: world.lune.id, project_id: world.site.id }

async function mailTo(name: PersonName, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  await put('mails', {
    ...place,
    id,
    membership_id: people[name].membership,
    dedupe: id,
    kind: 'tickets.mail.reply',
    to_address: emailOf(name),
    subject: `À ${name}`,
    path: urls.ticket('atelier', world.site.id, id),
    state: 'sent',
    created_at: START,
    sent_at: START,
    ...more,
  })
  return id
}

const asked = (more: Record<string, unknown> = {}) =>
  put('payment_requests', {
    ...place,
    id: newId(),
    kind: 'deposit',
    title: 'Acompte versé',
    amount: 45_000,
    taxes: '[]',
    currency: 'EUR',
    state: 'paid',
    state_at: START,
    paid_at: START,
    created_at: START,
    ...more,
  })

describe('what was written to a client and shared with it', () => {
  it('is one page that both sides read, each as far as it may', async () => {
    await mailTo('lea', { delivery: 'delivered' })
    await mailTo('hugo', { delivery: 'bounced', delivery_detail: 'canari-550' })
    await mailTo('lea', { subject: 'À 450 €', finance: 1 })
    await mailTo('camille', { subject: 'À l’équipe', team: 1 })
    await mailTo('lea', { subject: 'Votre code', kind: 'accounts.mail.code' })
    await mailTo('lea', { subject: 'Retenu', state: 'skipped', problem: 'address' })
    await mailTo('nadia', { subject: 'À Nadia', client_id: world.zinc.id, project_id: world.cafe.id })
    await asked()
    const seen = async (name: PersonName, path: string) => {
      const html = await (await as(name)).html(path)
      const all = [
        'À lea',
        'À hugo',
        'À 450',
        'Acompte versé',
        'Retenu',
        'Refusé',
        'À l’équipe',
        'code',
        'Nadia',
      ]
      const main = html.slice(html.indexOf('<main'))
      return all.filter(words => main.includes(words))
    }
    const [own, money] = [
      ['À lea', 'À hugo'],
      ['À 450', 'Acompte versé'],
    ]
    expect(await seen('camille', ours)).toEqual([...own, ...money, 'Retenu', 'Refusé'])
    expect(await seen('equipe', ours)).toEqual([...own, 'Retenu', 'Refusé'])
    expect(await seen('lea', theirs)).toEqual([...own, ...money])
    expect(await seen('hugo', theirs)).toEqual(own)
    expect(await seen('nadia', theirs)).toEqual(['Nadia'])
    for (const [name, path] of [
      ['lea', ours],
      ['nadia', ours],
      ['camille', theirs],
      ['awa', ours],
    ] as const)
      expect([name, (await (await as(name)).get(path)).status]).toEqual([name, 404])
  })

  it('tells no contact what is wrong with an address, be it their own', async () => {
    for (const delivery of ['bounced', 'complained', 'suppressed', 'delayed'])
      await mailTo('hugo', { delivery, delivery_detail: 'canari-550' })
    for (const [state, problem] of [
      ['skipped', 'address'],
      ['failed', 'validation_error'],
      ['queued', null],
    ])
      await mailTo('hugo', { state, problem, sent_at: null })
    await rows("update users set mail_problem = 'bounced', mail_problem_detail = 'canari-550'")
    for (const name of ['lea', 'hugo'] as const) {
      const html = await (await as(name)).html(theirs)
      expect(html.match(/Envoyé</g)).toHaveLength(4)
      for (const words of ['canari', 'Refusé', 'indésirable', 'bloquée', 'Retardé', 'Échec', 'En attente'])
        expect([name, words, html.includes(words)]).toEqual([name, words, false])
    }
  })

  it('shows what the team shared, its newest version, and to the team alone who had it', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await shelve(camille)
    const own = await shelve(lea)
    expect(await camille.html(ours)).toContain('Pas encore ouvert')
    await linkTo(lea, file, 'download')
    const [forTeam, forThem] = [await camille.html(ours), await lea.html(theirs)]
    expect(forTeam).toMatch(/Téléchargé le [^<]* par Lea/)
    expect(forThem).toContain(urls.projectFile('atelier', world.site.id, file.id))
    for (const words of ['Téléchargé', 'Pas encore ouvert', own.id]) expect(forThem).not.toContain(words)
    await rows('update files set shared = 0')
    await rows('update file_versions set shared = 0')
    expect(await camille.html(ours)).not.toContain(file.id)
  })

  it('is cut by kind, person and project, month by month, sixty at a time, in two round trips', async () => {
    for (let i = 0; i < 70; i++)
      await mailTo('lea', { sent_at: START - (i >> 1) * DAY, subject: `Sujet ${i}.` })
    await mailTo('hugo', { project_id: world.shop.id })
    await asked()
    const camille = await as('camille')
    const look = async (query: Record<string, string>) => {
      const answer = await camille.get(urls.clientCommunications('atelier', world.lune.id, query))
      expect([answer.status, answer.headers.get('X-D1-Round-Trips')]).toEqual([200, '2'])
      const html = await answer.text()
      return { html, titles: [...html.matchAll(/class="row-t"[^>]*>([^<]+)</g)].map(m => m[1] ?? '') }
    }
    const first = await look({})
    const before = /before=(\d+\.[0-9a-f-]{36})/.exec(first.html)?.[1] ?? ''
    const second = await look({ before })
    expect([first.titles.length, new Set([...first.titles, ...second.titles]).size]).toEqual([60, 72])
    expect(first.html).toContain('Novembre 2026')
    expect(second.html).toContain('Octobre 2026')
    expect((await look({ kind: 'payments' })).titles).toEqual(['Acompte versé'])
    expect((await look({ person: people.hugo.membership })).titles).toEqual(['À hugo'])
    expect((await look({ project: world.shop.id })).titles).toEqual(['À hugo'])
    expect((await look({ kind: 'files' })).html).toContain('Aucun échange')
    expect((await look({ before: 'x', kind: 'y', person: 'z' })).titles).toEqual([])
  })

  it('stays within a member’s or contact’s projects', async () => {
    await mailTo('lea')
    await mailTo('lea', { subject: 'De la boutique', project_id: world.shop.id })
    const html = await (await as('limited')).html(ours)
    expect([html.includes('À lea'), html.includes('De la boutique')]).toEqual([true, false])
    await rows('update memberships set all_projects = 0 where id = ?', people.hugo.membership)
    await put('project_access', { ...place, membership_id: people.hugo.membership })
    const his = await (await as('hugo')).html(theirs)
    expect([his.includes('À lea'), his.includes('De la boutique')]).toEqual([true, false])
  })

  it('looks for who had a file at that file’s lines, not through the whole log', async () => {
    const camille = await as('camille')
    const file = await shelve(camille)
    await rows(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
       insert into security_log (id, workspace_id, kind, subject_id, at)
       select 'l' || i, ?, 'file.link', 'another', i from n`,
      world.atelier.id,
    )
    const look = async () => expect(await camille.html(ours)).toContain(file.id)
    expect(await rowsRead(look)).toBeLessThan(500)
  })
})
