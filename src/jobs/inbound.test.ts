import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { dyingEnv } from '../../test/faults'
import { rows, scopeIn } from '../../test/harness'
import { answer, conversation, fromPerson, incoming, mime, received, reply } from '../../test/incoming'
import { makeWorld, people, world } from '../../test/world'
import type { Env } from '../config'
import { askClarification } from '../domain/tickets/clarify'
import { mergeTicket } from '../domain/tickets/merge'
import { openTicket } from '../domain/tickets/open'
import { newId } from '../lib/id'
import { receiveMail, sweepInbound } from './inbound'
import { sweepUploads } from './uploads'

const open = async (subject = 'Le menu') =>
  openTicket(await scopeIn('lea'), {
    type: 'bug',
    urgency: 'urgent',
    subject,
    body: 'Il manque',
    phaseId: null,
  })
const replies = () =>
  rows<{ body: string; author_id: string; ticket_id: string }>(
    'select body, author_id, ticket_id from replies order by rowid',
  )
const messages = () => rows<{ body: string; author_id: string }>('select * from messages order by seq')
const files = () =>
  rows<{ name: string; folder: string; shared: number }>('select * from files order by name')
const lines = (kind: string) =>
  rows<{ facts: string; actor_id: string; internal: number }>('select * from events where kind = ?', kind)
const quoted = '\n\nLe lun. 16 nov. 2026 à 10:02, Atelier <bonjour@parvis.test> a écrit :\n> Bonjour'

// Whole mails, dozens of times over.
const long = { timeout: 60_000 }

let ticket: string
const request = () => ({ kind: 'ticket', id: ticket }) as const
beforeEach(async () => {
  await makeWorld()
  ticket = await open()
})

describe('an answer by mail', long, () => {
  it('to a request is a reply of its writer’s, with its files, and the journal says how it came', async () => {
    const pdf = { name: 'Menu.pdf', type: 'application/pdf', bytes: '%PDF-1.7 menu' }
    expect(await answer(request(), { text: `La page d’accueil.${quoted}`, files: [pdf] })).toBe('')
    expect(await replies()).toEqual([
      { body: 'La page d’accueil.', author_id: people.lea.membership, ticket_id: ticket },
    ])
    expect(await files()).toMatchObject([{ name: 'Menu.pdf', folder: 'attachments', shared: 1 }])
    const [line] = await lines('ticket.replied')
    expect(JSON.parse(line?.facts ?? '')).toMatchObject({ by: 'mail', files: 1 })
    expect(line?.actor_id).toBe(people.lea.membership)
    expect(await received()).toMatchObject([{ state: 'placed', problem: null, body: '' }])
  })

  it('to the team’s question is the answer it waits for', async () => {
    await askClarification(await scopeIn('camille'), ticket, 'Laquelle ?')
    await answer(request(), { text: 'La première' })
    const [row] = await rows<{ state: string }>('select state from tickets')
    expect(row?.state).toBe('open')
    expect(await lines('ticket.answered')).toHaveLength(1)
  })

  it('to a message is a message, from the team as from the client', async () => {
    await answer(conversation, { html: '<div>Bonjour</div>' })
    await answer(conversation, { ...fromPerson('equipe'), text: 'Bonsoir' })
    expect(await messages()).toMatchObject([
      { body: 'Bonjour', author_id: people.lea.membership },
      { body: 'Bonsoir', author_id: people.equipe.membership },
    ])
    expect(JSON.parse((await lines('message.posted'))[0]?.facts ?? '')).toMatchObject({ by: 'mail' })
  })

  it('delivered again, at once or later, is still one', async () => {
    const letter = { id: '<same@mail.test>', text: 'Une fois' }
    await Promise.all(Array.from({ length: 50 }, () => answer(request(), letter)))
    await answer(request(), letter)
    expect(await replies()).toHaveLength(1)
    expect(await received()).toHaveLength(1)
    expect(await lines('ticket.replied')).toHaveLength(1)
    expect((await env.FILES.list()).objects).toHaveLength(1)
    expect(await rows('select * from uploads')).toEqual([])
  })

  it('is there once, whichever call to the database was the last before a crash', async () => {
    const to = await reply(request())
    const send = (on: Env) =>
      receiveMail(incoming(mime({ id: '<k@mail.test>', text: 'Une fois' }, to), to), on)
    for (let k = 1; ; k++) {
      for (const when of ['before', 'after'] as const) {
        await rows('delete from inbound_mails')
        await rows('delete from replies')
        const dying = dyingEnv(k, when)
        await send(dying.env).catch(() => {})
        const died = dying.calls() >= k
        // It comes again, as mail servers do, and the cron finds what was left.
        await send(env as never)
        await sweepInbound(env as never, Date.now() + 3 * 60_000)
        await sweepInbound(env as never, Date.now() + 3 * 60_000)
        expect([k, when, (await replies()).length]).toEqual([k, when, 1])
        expect(await received()).toMatchObject([{ state: 'placed' }])
        if (!died) return
      }
    }
  })

  it('leaves no bytes behind that nothing names', async () => {
    const to = await reply(request())
    for (let k = 1; k < 7; k++) {
      const letter = mime({ id: `<${k}@mail.test>`, text: 'x' }, to)
      await receiveMail(incoming(letter, to), dyingEnv(k, 'after').env).catch(() => {})
    }
    await sweepUploads(env as never, Date.now() + 2 * 3_600_000)
    const keys = (await env.FILES.list()).objects.map(object => object.key).sort()
    expect(keys).toEqual((await received()).map(mail => mail.storage_key).sort())
  })

  it('sent to two threads at once is in both', async () => {
    const other = await open('Le pied de page')
    const letter = { id: '<both@mail.test>', text: 'Pour les deux' }
    await answer(request(), letter)
    await answer({ kind: 'ticket', id: other }, letter)
    await answer(conversation, letter)
    expect((await replies()).map(r => r.ticket_id)).toEqual([ticket, other])
    expect(await messages()).toHaveLength(1)
  })

  it('to a request that was merged goes to the one it was merged into, and says so', async () => {
    const [second, third] = [await open('Le même'), await open('Encore')]
    await mergeTicket(await scopeIn('camille'), ticket, second)
    await mergeTicket(await scopeIn('camille'), second, third)
    await answer(request(), { text: 'Alors ?' })
    expect(await replies()).toMatchObject([{ ticket_id: third }])
    expect((await replies())[0]?.body).toMatch(/nº 1, fusionnée[\s\S]*Alors \?/)
  })

  it('without a Message-ID comes once too', async () => {
    for (let i = 0; i < 2; i++) await answer(request(), { text: 'Sans nom', headers: { 'Message-ID': '' } })
    expect(await replies()).toHaveLength(1)
  })

  it('of files alone is placed; of nothing, ignored', async () => {
    const png = { name: 'a.txt', type: 'text/plain', bytes: 'mots' }
    await answer(conversation, { text: 'Envoyé de mon iPhone', files: [png] })
    await answer(conversation, { text: `   ${quoted}` })
    expect(await messages()).toMatchObject([{ body: '' }])
    expect(await files()).toHaveLength(1)
    expect(await received()).toMatchObject([{ state: 'placed' }, { state: 'ignored', problem: 'empty' }])
  })

  it('keeps its words where a file cannot be taken, and says which and why', async () => {
    const good = { name: 'Oui.pdf', type: 'application/pdf', bytes: '%PDF-1.7' }
    const bad = { name: 'virus_[x](y).exe', type: 'application/octet-stream', bytes: 'MZ' }
    await answer(request(), { text: 'Voici', files: [good, bad, { ...good, name: 'vide.pdf', bytes: '' }] })
    const [reply] = await replies()
    expect(reply?.body).toMatch(/^Voici\n\n\[Pièce jointe non reprise\u202f: virus {2}x \(y\)\.exe \(ce type/)
    expect(await files()).toMatchObject([{ name: 'Oui.pdf' }])
  })

  it('keeps its words where there is no room for its files', async () => {
    await rows('update workspaces set storage_quota = 3')
    const file = { name: 'Plan.pdf', type: 'application/pdf', bytes: '%PDF-1.7 plan' }
    await answer(conversation, { text: 'Voici', files: [file] })
    expect((await messages())[0]?.body).toMatch(/^Voici\n\n.*Plan\.pdf \(plus assez de place\)/)
    expect(await files()).toEqual([])
  })

  it('that is longer than a thread takes comes whole in a file', async () => {
    await answer(conversation, { text: 'mot '.repeat(10_000) })
    const [message] = await messages()
    expect(message?.body).toMatch(/^mot mot[\s\S]*message\.txt[\s\S]*$/)
    expect(message?.body.length).toBeLessThanOrEqual(10_000)
    expect(await files()).toMatchObject([{ name: 'message.txt' }])
  })

  it('takes ten of a thousand files, and counts the rest', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      name: `${i}.txt`,
      type: 'text/plain',
      bytes: 'x',
    }))
    await answer(request(), { text: 'Tout', files: many })
    expect(await files()).toHaveLength(10)
    expect((await replies())[0]?.body).toContain('[Et 982 autres pièces jointes non reprises.]')
  })

  it('may be as large as they come', async () => {
    const bytes = new Uint8Array(17 * 1024 * 1024).fill(65)
    const big = { name: 'Photos.zip', type: 'application/zip', bytes }
    expect(await answer(request(), { text: 'Les photos', files: [big] })).toBe('')
    expect(await rows('select size from file_versions')).toEqual([{ size: bytes.length }])
  })

  it('leaves the logos of a signature behind, and keeps the picture that was put among the words', async () => {
    const image = (name: string, size: number) => ({
      name,
      type: 'image/png',
      bytes: new Uint8Array(size).fill(7),
      headers: [`Content-ID: <${name}@x>`, `Content-Disposition: inline; filename="${name}"`],
    })
    await answer(request(), {
      html: '<p>Voyez :</p><img src="cid:ecran.png@x"><p>Léa</p><img src="cid:logo.png@x">',
      files: [image('ecran.png', 40_000), image('logo.png', 3000)],
    })
    expect(await files()).toMatchObject([{ name: 'ecran.png' }])
  })
})

describe('whoever may not write there', () => {
  const waiting = async () => (await received()).map(m => [m.state, m.problem])
  const nothing = async () => expect([...(await replies()), ...(await messages())]).toEqual([])

  it.each([
    ['an unknown address', { from: 'x@elsewhere.test' }, 'unknown'],
    ['somebody of another workspace', fromPerson('koffi'), 'unknown'],
    ['another client’s contact', fromPerson('nadia'), 'no_access'],
    ['somebody who was removed', fromPerson('removed'), 'no_access'],
    ['two senders at once', { from: 'lea@parvis.test, hugo@parvis.test' }, 'unknown'],
    ['a name that looks like an address', { from: '"lea@parvis.test" <x@elsewhere.test>' }, 'unknown'],
    [
      'a forged sender',
      { headers: { 'Authentication-Results': 'mx.cloudflare.net; dmarc=fail; spf=pass' } },
      'forged',
    ],
    [
      'a sender whom nothing vouches for',
      { headers: { 'Authentication-Results': 'mx.cloudflare.net; spf=softfail; dkim=none; dmarc=none' } },
      'forged',
    ],
  ])('%s: the mail waits for a person', async (_, letter, problem) => {
    await answer(request(), { ...letter, text: 'Bonjour' })
    await nothing()
    expect(await waiting()).toEqual([['waiting', problem]])
    const [line] = await lines('inbound.waiting')
    expect(line).toMatchObject({ internal: 1 })
    expect(JSON.parse(line?.facts ?? '')).toEqual({ why: problem })
  })

  it('a limited member writes in their project, and in no other', async () => {
    await answer(conversation, { ...fromPerson('limited'), text: 'Ici' })
    await answer({ kind: 'conversation', id: world.shop.id }, { ...fromPerson('limited'), text: 'Là' })
    expect((await messages()).map(m => m.body)).toEqual(['Ici'])
    expect(await waiting()).toEqual([
      ['placed', null],
      ['waiting', 'no_access'],
    ])
  })

  it('in an archived project or a closed request the mail waits', async () => {
    await rows("update tickets set state = 'closed'")
    await answer(request(), { text: 'Encore' })
    await rows('update projects set archived_at = 1')
    await answer(request(), { text: 'Encore' })
    await nothing()
    expect(await waiting()).toEqual([
      ['waiting', 'closed'],
      ['waiting', 'archived'],
    ])
  })

  it('in a flood, the mail waits', async () => {
    const bodies = Array.from({ length: 60 }, () => newId())
    await env.DB.batch(
      bodies.map((id, i) =>
        env.DB.prepare(
          'insert into messages (workspace_id, client_id, project_id, id, seq, author_id, body, created_at) values (?,?,?,?,?,?,?,?)',
        ).bind(
          world.atelier.id,
          world.lune.id,
          world.site.id,
          id,
          i + 1,
          people.lea.membership,
          'x',
          Date.now(),
        ),
      ),
    )
    await answer(conversation, { text: 'Encore' })
    expect(await waiting()).toEqual([['waiting', 'too_many']])
  })

  it('a headers’ result that the sender wrote below the server’s own is not believed', async () => {
    const results = 'mx.cloudflare.net; dmarc=fail\r\nAuthentication-Results: mx.cloudflare.net; dmarc=pass'
    await answer(request(), { text: 'Bonjour', headers: { 'Authentication-Results': results } })
    expect(await waiting()).toEqual([['waiting', 'forged']])
  })
})

describe('what is no answer', long, () => {
  const untouched = async () => {
    expect(await received()).toEqual([])
    expect((await env.FILES.list()).objects).toEqual([])
    expect(await rows('select * from limits')).toEqual([])
  }

  it.each([
    'x@in.parvis.test',
    'reponse@in.parvis.test',
    `reponse+t${'a'.repeat(42)}@in.parvis.test`,
    'bonjour@parvis.test',
  ])('to %s nothing happens at all', async to => {
    expect(await answer(to, { text: 'Bonjour' })).toBe('')
    await untouched()
  })

  it.each<[string, Record<string, string>, string?]>([
    ['an automatic answer', { 'Auto-Submitted': 'auto-replied' }],
    ['Exchange’s own', { 'X-Auto-Response-Suppress': 'All' }],
    ['a bulk mail', { Precedence: 'bulk' }],
    ['a list', { 'List-Id': '<liste.test>' }],
    ['a mail without a return path', { 'Return-Path': '<>' }],
    ['a delivery report', { 'Content-Type': 'multipart/report; report-type=delivery-status' }],
    ['a machine', { From: 'Mail Delivery <MAILER-DAEMON@x.test>' }],
    ['nobody to answer', { From: 'no-reply@x.test' }],
    ['a holiday notice', { Subject: 'Automatic reply: Le menu' }],
    ['a telephone’s', { Subject: 'Out of office: Le menu' }],
    ['our own mail come back', { 'X-Portal-Mail': '1' }],
    ['our own address', { From: 'reponse+cabc@in.parvis.test' }],
    ['an empty envelope', {}, ''],
  ])('%s is ignored', async (_, headers, envelope) => {
    expect(await answer(request(), { text: 'Bonjour', headers, envelope })).toBe('')
    await untouched()
  })

  it('a person who writes of holidays or machines is heard', async () => {
    for (const subject of ['Re: Réponse automatique', 'Absence de menu', 'RE: Out of office hours'])
      await answer(request(), { text: subject, subject, headers: { 'Auto-Submitted': 'no' } })
    expect(await replies()).toHaveLength(3)
  })

  it('more than so many in an hour go back to their senders, other threads’ do not', async () => {
    let [taken, refused] = [0, '']
    for (let i = 0; i < 61 && !refused; i++) {
      refused = await answer(request(), { ...fromPerson('hugo'), text: '' })
      if (!refused) taken++
    }
    expect(taken).toBe(60)
    expect(refused).toContain('réessayez')
    expect(await answer(request(), { text: 'Moi aussi' })).toBe('')
    expect(await replies()).toHaveLength(1)
  })

  it('what is too large goes back before it is read', async () => {
    const message = incoming('From: x@y.test\r\n\r\n', await reply(request()))
    message.rawSize = 30 * 1024 * 1024
    await receiveMail(message, env as never)
    expect(message.refused).toContain('25 Mo')
    await untouched()
  })
})

describe('in time', () => {
  const DAY = 86_400_000

  it('the whole of a mail is kept for thirty days, its row for ninety', async () => {
    await answer(request(), { text: 'Placé' })
    await answer(request(), { from: 'x@elsewhere.test', text: 'En attente' })
    const now = Date.now()
    await sweepInbound(env as never, now + 29 * DAY)
    expect((await env.FILES.list()).objects).toHaveLength(2)
    await sweepInbound(env as never, now + 31 * DAY)
    expect((await env.FILES.list()).objects).toEqual([])
    expect((await received()).map(m => [m.state, m.body, m.storage_key])).toEqual([
      ['placed', '', null],
      ['dismissed', '', null],
    ])
    expect(await lines('inbound.dismissed')).toMatchObject([{ actor_id: null, internal: 1 }])
    await sweepInbound(env as never, now + 91 * DAY)
    expect(await received()).toEqual([])
    expect(await replies()).toHaveLength(1)
  })

  it('a mail that nobody could settle in an hour is a person’s', async () => {
    await answer(request(), { text: 'Oups' })
    await rows("update inbound_mails set state = 'waiting', problem = 'new'")
    await sweepInbound(env as never, Date.now() + 2 * 3_600_000)
    expect(await received()).toMatchObject([{ state: 'waiting', problem: 'failed' }])
  })
})
