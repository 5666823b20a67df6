import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeAt } from '../../test/harness'
import { put } from '../../test/isolation/furnish'
import { env, quietQueues, webhookRows } from '../../test/payments'
import { playResend } from '../../test/resend'
import { knock, type MailEvent, mailEvent, type Said } from '../../test/svix'
import { emailOf, makeWorld, type PersonName, people, START, world } from '../../test/world'
import { newId } from '../lib/id'
import { seal } from '../lib/seal'
import { urls } from '../urls'
import { forgetNews } from './deliveries'
import { followEvent } from './events'
import { sendMail } from './mail'
import { consumeWebhook, sweepWebhooks } from './webhooks'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const HOUR = 3_600_000
const lea = emailOf('lea')
const contactPage = urls.contact('atelier', world.lune.id, people.lea.membership)

/** A mail to somebody, as it stands after it was sent. */
async function sentTo(name: PersonName, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  await put('mails', {
    id,
    workspace_id: world[people[name].workspace ?? 'atelier'].id,
    membership_id: people[name].membership,
    dedupe: id,
    kind: 'tickets.mail.opened',
    to_address: emailOf(name),
    state: 'sent',
    provider_id: `re_${id}`,
    created_at: START,
    first_tried_at: START,
    sent_at: START,
    ...more,
  })
  return id
}

const consume = (event: MailEvent, now = Date.now()) =>
  consumeWebhook(env, { provider: 'resend', id: event.id }, now)

/** Sent over HTTP and processed, as the queue would. */
async function hear(type: string, said: Said): Promise<MailEvent> {
  const event = mailEvent(type, said)
  expect(await knock(event)).toBe(200)
  await consume(event)
  return event
}

const mail = async (id: string) =>
  (await rows('select state, problem, delivery, delivery_detail, provider_id from mails where id = ?', id))[0]
const problem = async (name: PersonName = 'lea') =>
  (
    await rows<{ mail_problem: string | null }>(
      'select mail_problem from users where id = ?',
      people[name].user,
    )
  )[0]?.mail_problem
const told = () =>
  rows('select kind, workspace_id, subject_id, internal from events order by kind, workspace_id')

/** What Resend says of Léa's mail, by the name it was given there. */
const of = (id: string, more: Partial<Said> = {}): Said => ({ provider: `re_${id}`, to: lea, ...more })

describe('what becomes of a mail', () => {
  it.each([
    ['delivered', { delivery: 'delivered' }],
    ['delivery_delayed', { delivery: 'delayed' }],
    ['sent', { delivery: null }],
    ['bounced', { delivery: 'bounced', delivery_detail: '550 5.1.1 user unknown' }],
    ['suppressed', { delivery: 'suppressed' }],
    ['complained', { delivery: 'complained' }],
    ['failed', { delivery: null, state: 'failed', problem: 'not_sent' }],
  ])('stands on its row: %s', async (type, becomes) => {
    const id = await sentTo('lea')
    await hear(type, of(id))
    expect(await mail(id)).toMatchObject({ state: 'sent', ...becomes })
    expect(await webhookRows()).toMatchObject([{ outcome: 'applied', provider: 'resend' }])
  })

  it('that never left is not tried again under its spent key: its words are gone, and those put into it', async () => {
    const id = await sentTo('lea', { state: 'queued', sent_at: null, sealed_props: 'words' })
    const part = await sentTo('lea', {
      state: 'merged',
      merged_into: id,
      sealed_props: 'words',
      provider_id: null,
    })
    await hear('failed', of(id))
    const kept = 'select state, problem, sealed_props from mails where id = ?'
    expect(await rows(kept, id)).toEqual([{ state: 'failed', problem: 'not_sent', sealed_props: null }])
    expect(await rows(kept, part)).toEqual([{ state: 'merged', problem: null, sealed_props: null }])
  })

  it('has no effect where the signature is a stranger’s', async () => {
    const id = await sentTo('lea')
    expect(await knock(mailEvent('bounced', of(id)), 'another secret')).toBe(400)
    expect([await webhookRows(), await problem()]).toEqual([[], null])
  })

  it('is the same however often it is said', async () => {
    const id = await sentTo('lea')
    const event = mailEvent('bounced', of(id))
    await Promise.all(Array.from({ length: 10 }, () => knock(event)))
    await Promise.allSettled(Array.from({ length: 10 }, () => consume(event)))
    await hear('bounced', of(id))
    expect(await problem()).toBe('bounced')
    expect(await told()).toMatchObject([{ kind: 'mail.bounced' }])
  })

  const orders = (things: string[]): string[][] =>
    things.length < 2
      ? [things]
      : things.flatMap(one => orders(things.filter(x => x !== one)).map(rest => [one, ...rest]))

  it('ends the same in whatever order it is said', async () => {
    const ends = new Set<string>()
    for (const order of orders(['sent', 'delivered', 'bounced', 'complained'])) {
      await rows('update users set mail_problem = null, mail_problem_at = null')
      const id = await sentTo('lea')
      for (const type of order) await hear(type, of(id))
      ends.add(
        JSON.stringify([await problem(), { ...(await mail(id)), provider_id: '', delivery_detail: '' }]),
      )
    }
    expect([...ends].map(end => JSON.parse(end))).toMatchObject([
      ['complained', { state: 'sent', delivery: 'complained' }],
    ])
  }, 60_000)

  it('waits for its mail to be known, for a day', async () => {
    const event = mailEvent('delivered', { provider: 're_late', to: lea })
    await knock(event)
    await consume(event)
    expect(await webhookRows()).toMatchObject([{ processed_at: null, tries: 1 }])
    expect(await sweepWebhooks(env, Date.now() + HOUR)).toEqual({ webhooks: 1 })
    const id = await sentTo('lea', { provider_id: 're_late' })
    await consume(event)
    expect(await mail(id)).toMatchObject({ delivery: 'delivered' })

    const stray = mailEvent('delivered', { provider: 're_never', to: lea })
    await knock(stray)
    await consume(stray, Date.now() + 25 * HOUR)
    expect(await rows('select outcome from webhook_events where id = ?', stray.id)).toEqual([
      { outcome: 'unknown' },
    ])
  })

  it.each(['queued', 'stuck'])(
    'tells that one which is %s was taken, by our own name for it',
    async state => {
      const id = await sentTo('lea', { state, provider_id: null, sent_at: null, sealed_props: 'words' })
      await sentTo('lea', { state: 'merged', merged_into: id, sealed_props: 'more' })
      await hear('delivered', { provider: 're_x', mail: id, to: lea })
      expect(await mail(id)).toMatchObject({ state: 'sent', delivery: 'delivered', provider_id: 're_x' })
      expect(await rows('select sealed_props from mails where sealed_props is not null')).toEqual([])
    },
  )

  it('finds a mail by our own name, which it was sent with', async () => {
    const resend = playResend()
    const draft = { kind: 'accounts.mail.email_changed', values: { email: 'x@y.test' }, path: '/' }
    const sealed = await seal(env.SECRET_KEY as string, 'mail', { draft, locale: 'fr', workspaceId: null })
    const id = await sentTo('lea', {
      state: 'queued',
      provider_id: null,
      sent_at: null,
      first_tried_at: null,
      sealed_props: sealed,
    })
    await sendMail(env, id)
    const [taken] = resend.taken as unknown as { tags: object[] }[]
    expect(taken?.tags).toEqual([{ name: 'mail', value: id }])
  })

  it('is nothing to a mail that was sent to another address since', async () => {
    const id = await sentTo('lea', { to_address: 'lea.martin@parvis.test' })
    await hear('bounced', of(id))
    expect([await mail(id), await problem()]).toMatchObject([{ delivery: null }, null])
  })

  it('is forgotten in the provider’s words after a month, where it was dealt with', async () => {
    for (const id of [await sentTo('lea'), 'nobody knows'])
      for (const type of ['sent', 'delivered']) await hear(type, of(id))
    const [first, second, ...waiting] = await webhookRows()
    await rows(
      'update webhook_events set received_at = ? where id in (?, ?, ?)',
      1,
      first?.id,
      second?.id,
      waiting[0]?.id,
    )
    await rows('update webhook_events set received_at = ? where id = ?', Date.now(), second?.id)
    await forgetNews(env, Date.now())
    expect((await webhookRows()).map(row => row.id).sort()).toEqual(
      [second, ...waiting].map(row => row?.id).sort(),
    )
  })

  it('that makes no sense is put aside', async () => {
    const event = { id: 'msg_odd', type: 'email.bounced', body: '{"type":"email.bounced","data":{}}' }
    await knock(event)
    await consume(event)
    expect(await webhookRows()).toMatchObject([{ outcome: 'unreadable' }])
  })
})

describe('an address that is refused', () => {
  it.each([
    ['bounced', {}, 'bounced'],
    ['suppressed', {}, 'bounced'],
    ['complained', {}, 'complained'],
    ['bounced', { bounce: 'Transient' }, null],
    ['bounced', { bounce: 'Undetermined' }, null],
    ['delivery_delayed', {}, null],
  ] as const)('is marked for good only by what lasts: %s %o', async (type, more, becomes) => {
    await hear(type, of(await sentTo('lea'), more))
    expect(await problem()).toBe(becomes)
    expect(await told()).toHaveLength(becomes ? 1 : 0)
  })

  it('is told once, not with every mail', async () => {
    for (let i = 0; i < 3; i++) await hear('bounced', of(await sentTo('lea')))
    expect(await told()).toEqual([
      {
        kind: 'mail.bounced',
        workspace_id: world.atelier.id,
        subject_id: people.lea.membership,
        internal: 1,
      },
    ])
  })

  it('is told in every workspace where its person is, and nowhere else', async () => {
    await put('memberships', {
      id: newId(),
      workspace_id: world.savane.id,
      user_id: people.lea.user,
      role: 'contact',
      client_id: world.baobab.id,
      created_at: START,
      accepted_at: START,
    })
    await put('memberships', {
      id: newId(),
      workspace_id: world.savane.id,
      user_id: people.camille.user,
      role: 'contact',
      client_id: world.baobab.id,
      created_at: START,
      removed_at: START,
    })
    await hear('bounced', of(await sentTo('lea')))
    expect(await told()).toMatchObject([
      { workspace_id: world.atelier.id, subject_id: people.lea.membership },
      { workspace_id: world.savane.id },
    ])
    await hear('bounced', { provider: `re_${await sentTo('camille')}`, to: emailOf('camille') })
    expect(await told()).toHaveLength(3)
  })

  it('is told to owners and administrators, with the way to their page', async () => {
    await hear('bounced', of(await sentTo('lea')))
    const [event] = await rows<{ id: string }>('select id from events')
    await followEvent(env, event?.id ?? '')
    const mails = await rows(
      "select to_address, kind, category from mails where kind like 'communications.%'",
    )
    expect(mails).toEqual(
      [emailOf('camille'), emailOf('ada')].map(to_address => ({
        to_address,
        kind: 'communications.mail.bounced',
        category: 'workspace',
      })),
    )
    const told = await rows<{ membership_id: string; path: string }>('select * from notifications')
    expect(told.map(n => [n.membership_id, n.path]).sort()).toEqual(
      [people.camille, people.ada].map(p => [p.membership, contactPage]).sort(),
    )
  })

  it('is not told any more once it was put right', async () => {
    await hear('bounced', of(await sentTo('lea')))
    await rows('update users set mail_problem = null')
    const [event] = await rows<{ id: string }>('select id from events')
    await followEvent(env, event?.id ?? '')
    expect(await rows('select 1 from notifications')).toEqual([])
  })

  it('is nobody’s problem once it is not theirs any more', async () => {
    const id = await sentTo('lea')
    await rows('update users set email = ? where id = ?', 'lea.martin@parvis.test', people.lea.user)
    await rows('update users set email = ? where id = ?', lea, people.nadia.user)
    await hear('bounced', of(id))
    expect([await mail(id), await problem(), await problem('nadia'), await told()]).toMatchObject([
      { delivery: 'bounced' },
      null,
      null,
      [],
    ])
  })

  it('of a code or an invitation is marked too', async () => {
    const id = await sentTo('lea', { membership_id: null, workspace_id: null, kind: 'accounts.mail.code' })
    await hear('bounced', of(id))
    expect([await problem(), await told()]).toMatchObject(['bounced', [{ workspace_id: world.atelier.id }]])
  })

  it('that was vouched for is not marked by mails which left before', async () => {
    const [early, late] = [await sentTo('lea'), await sentTo('lea', { first_tried_at: START + 2 * HOUR })]
    await rows('update users set mail_problem_at = ? where id = ?', START + HOUR, people.lea.user)
    await hear('bounced', of(early))
    expect(await problem()).toBeNull()
    await hear('bounced', of(late))
    expect(await problem()).toBe('bounced')
  })
})

describe('the marks', () => {
  it('stand with the team, and never with a colleague', async () => {
    await hear('bounced', of(await sentTo('lea'), { detail: '550 <b>no such user' }))
    const camille = await as('camille')
    expect(await camille.html(urls.client('atelier', world.lune.id))).toContain('refusés par son serveur')
    const page = await camille.html(contactPage)
    expect(page).toContain('refusés par son serveur')
    expect(page).toContain('550 &lt;b&gt;no such user')
    const scope = await scopeAt('hugo')
    const p = scope.people()
    const [seen] = await scope.read(scope.select({ name: p.name, mailProblem: p.mailProblem }).from(p))
    expect(seen.every(person => person.mailProblem === null)).toBe(true)
  })
})
