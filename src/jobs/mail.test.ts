import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { dyingEnv } from '../../test/faults'
import { ORIGIN, rows, scopeIn, system } from '../../test/harness'
import { playResend } from '../../test/resend'
import { noted } from '../../test/telling'
import { emailOf, makeWorld, type PersonName, people, world } from '../../test/world'
import { configOf, type Env } from '../config'
import type { MailDraft } from '../domain/events/meaning'
import { threadOf } from '../domain/inbound/address'
import { openPayLink, signPayLink } from '../domain/payments/link'
import { newId } from '../lib/id'
import { seal } from '../lib/seal'
import { followEvent } from './events'
import { sendMail } from './mail'

const real = env as unknown as Env
const { SECRET_KEY } = configOf(real)
beforeEach(makeWorld)

const HOUR = 3_600_000
const probe = (more: Partial<MailDraft> = {}): MailDraft => ({
  kind: 'accounts.mail.email_changed',
  values: { email: 'x@parvis.test' },
  path: '/w/atelier',
  ...more,
})

/** Writes the mail of an event to somebody, through the real consumer; no queue hands it on. */
async function mailTo(name: PersonName, mail: MailDraft = probe()): Promise<string> {
  const scope = await scopeIn('camille')
  await scope.commit([], { kind: 'test.happened' })
  const [event] = await rows<{ id: string }>('select id from events order by rowid desc')
  const tell = async () => [{ to: [people[name].membership], mail }]
  await followEvent(noted().env, event?.id ?? '', () => ({ line: 'errors.home', topics: [], tell }))
  const [row] = await rows<{ id: string }>('select id from mails order by rowid desc')
  return row?.id ?? ''
}

const mail = async (id: string) => (await rows('select * from mails where id = ?', id))[0]

describe('a mail', () => {
  it('goes to its reader, once, under its own id', async () => {
    const resend = playResend()
    const id = await mailTo('lea')
    await sendMail(real, id)
    await sendMail(real, id)
    expect(resend.readers()).toEqual([emailOf('lea')])
    expect(resend.calls).toEqual([id])
    expect(await mail(id)).toMatchObject({
      state: 'sent',
      provider_id: 'resend-1',
      sealed_props: null,
    })
    expect(resend.taken[0]?.html).toContain(`${ORIGIN}/w/atelier`)
  })

  it('can be answered at an address of its thread, where there is one and one is configured', async () => {
    const resend = playResend()
    const thread = { kind: 'conversation', id: world.site.id } as const
    await sendMail(real, await mailTo('lea', probe({ thread })))
    await sendMail(real, await mailTo('lea'))
    const without = { ...real, MAIL_REPLY: undefined } as unknown as Env
    await sendMail(without, await mailTo('lea', probe({ thread })))
    const [answerable, ...others] = resend.taken as { reply_to?: string; text: string }[]
    const { MAIL_REPLY = '' } = configOf(real)
    expect(await threadOf(MAIL_REPLY, [SECRET_KEY], answerable?.reply_to ?? '')).toEqual(thread)
    expect(answerable?.text).toContain('Vous pouvez répondre')
    expect(others.map(mail => mail.reply_to)).toEqual([undefined, undefined])
    expect(others.some(mail => mail.text.includes('Vous pouvez répondre'))).toBe(false)
  })

  it.each([
    ['a 500 before it was taken', { when: 'before', status: 500 }],
    ['a 500 after it was taken', { when: 'after', status: 500 }],
    ['an answer that is lost', { when: 'after', status: 'cut' }],
    ['a 429', { when: 'before', status: 429 }],
    ['another try under way', { when: 'before', status: 409, name: 'concurrent_idempotent_requests' }],
  ] as const)('is sent exactly once despite %s', async (_, fault) => {
    const resend = playResend()
    const id = await mailTo('lea')
    resend.faults.push(fault, fault)
    expect(await sendMail(real, id)).toMatchObject({ settled: false })
    expect(await sendMail(real, id)).toMatchObject({ settled: false })
    expect(await sendMail(real, id)).toEqual({ settled: true })
    expect(resend.readers()).toEqual([emailOf('lea')])
    expect(new Set(resend.calls)).toEqual(new Set([id]))
    expect(await mail(id)).toMatchObject({ state: 'sent' })
  })

  it('waits as long as the provider says', async () => {
    const resend = playResend()
    resend.faults.push({ when: 'before', status: 429, retryAfter: 7 })
    expect(await sendMail(real, await mailTo('lea'))).toEqual({ settled: false, afterSeconds: 7 })
  })

  it('that was taken under its old look counts as sent', async () => {
    const resend = playResend()
    const id = await mailTo('lea')
    resend.faults.push({ when: 'after', status: 'cut' })
    await sendMail(real, id)
    await rows("update workspaces set name = 'Atelier Lumière' where slug = 'atelier'")
    await sendMail(real, id)
    expect(resend.taken).toHaveLength(1)
    expect(await mail(id)).toMatchObject({ state: 'sent' })
  })

  it.each(['before', 'after'] as const)('is sent once though its sender dies %s any step', async when => {
    const resend = playResend()
    for (let k = 1; k <= 4; k++) {
      const id = await mailTo('lea')
      await sendMail(dyingEnv(k, when).env, id).catch(() => {})
      await sendMail(real, id)
      expect([k, resend.taken.length, (await mail(id))?.state]).toEqual([k, k, 'sent'])
    }
  })

  it('about a payment leads to it by a link that says the same at every try', async () => {
    const resend = playResend()
    const pay = { projectId: newId(), requestId: newId(), version: 3 }
    const id = await mailTo('lea', probe({ pay, values: { email: 'x@parvis.test', title: 'Acompte' } }))
    resend.faults.push({ when: 'before', status: 500 })
    await sendMail(real, id)
    await sendMail(real, id, Date.now() + 5000)
    const html = resend.taken.map(mail => mail.html).find(text => text.includes('/pay/')) ?? ''
    const token = /\/pay\/([\w.-]+)/.exec(html)?.[1] ?? ''
    expect(await openPayLink([SECRET_KEY], token, Date.now())).toEqual(pay)
    const [row] = await rows<{ created_at: number }>('select created_at from mails where id = ?', id)
    expect(token).toBe(await signPayLink(SECRET_KEY, pay, row?.created_at ?? 0))
    expect(html).not.toContain(`${ORIGIN}/w/atelier`)
  })

  it('that is refused for good says so, and its neighbour goes', async () => {
    const resend = playResend()
    resend.faults.push({ when: 'before', status: 422, name: 'validation_error' })
    const [bad, good] = [await mailTo('lea'), await mailTo('camille')]
    await sendMail(real, bad)
    await sendMail(real, good)
    expect(await mail(bad)).toMatchObject({ state: 'failed', problem: 'validation_error' })
    expect(resend.readers()).toEqual([emailOf('camille')])
  })

  it.each([24, -24])('tried %s hours from now is not tried again by itself', async hours => {
    const resend = playResend()
    resend.faults.push({ when: 'after', status: 'cut' })
    const id = await mailTo('lea')
    await sendMail(real, id)
    await sendMail(real, id, Date.now() + hours * HOUR)
    expect(resend.calls).toHaveLength(1)
    expect(await mail(id)).toMatchObject({ state: 'stuck' })
  })

  it('whose seal cannot be opened, or which has no words, fails and is seen', async () => {
    const resend = playResend()
    const [sealed, speechless] = [await mailTo('lea'), await mailTo('lea', probe({ kind: 'shell.nothing' }))]
    await rows("update mails set sealed_props = 'x' where id = ?", sealed)
    await sendMail(real, sealed)
    await sendMail(real, speechless)
    expect(await rows('select state, problem from mails')).toEqual([
      { state: 'failed', problem: 'unreadable' },
      { state: 'failed', problem: 'unreadable' },
    ])
    expect(resend.calls).toEqual([])
  })
})

describe('who a mail goes to is checked again', () => {
  const finance = probe({ finance: true })
  it.each<[string, PersonName, MailDraft, string]>([
    ['access was taken back', 'lea', probe(), "update memberships set removed_at = 1 where role = 'contact'"],
    [
      'the project was taken from them',
      'lea',
      probe(),
      "update memberships set all_projects = 0 where role = 'contact'",
    ],
    ['a member lost the project', 'limited', probe(), 'delete from project_access'],
    [
      'amounts are not theirs any more',
      'lea',
      finance,
      "update memberships set finance = 0 where role = 'contact'",
    ],
    [
      'an administrator became a member',
      'ada',
      finance,
      "update memberships set role = 'member' where role = 'admin'",
    ],
    [
      'a member became a contact',
      'equipe',
      probe(),
      `update memberships set role = 'contact', client_id = '${world.lune.id}' where role = 'member' and all_projects`,
    ],
  ])('when %s, it is not sent', async (_, name, written, change) => {
    const resend = playResend()
    const [id, spared] = [await mailTo(name, written), await mailTo('camille', written)]
    await rows(change)
    await sendMail(real, id)
    await sendMail(real, spared)
    expect(resend.readers()).toEqual([emailOf('camille')])
    expect(await mail(id)).toMatchObject({ state: 'skipped' })
  })

  it('goes to the address they have now', async () => {
    const resend = playResend()
    const id = await mailTo('lea')
    await rows("update users set email = 'lea.martin@parvis.test' where email = ?", emailOf('lea'))
    await sendMail(real, id)
    expect(resend.readers()).toEqual(['lea.martin@parvis.test'])
  })

  it.each(['a@b.test, c@d.test', 'a@b.test\r\nbcc: c@d.test', '"x" <a@b.test>', 'nobody', ''])(
    'and «%s» is nobody',
    async address => {
      const resend = playResend()
      const id = await mailTo('lea')
      await rows('update users set email = ? where email = ?', address, emailOf('lea'))
      await rows('update mails set to_address = ?', address)
      await sendMail(real, id)
      expect(resend.calls).toEqual([])
    },
  )
})

describe('a mail that carries a code', () => {
  async function codeMail(code: { expires?: number; used?: number | null } = {}): Promise<string> {
    const [id, codeId] = [newId(), newId()]
    const at = system().now
    await rows(
      'insert into sign_in_codes (id, email, code_hmac, browser_hash, created_at, expires_at, used_at) values (?, ?, ?, ?, ?, ?, ?)',
      ...[codeId, emailOf('lea'), 'x', 'y', at, code.expires ?? at + HOUR, code.used ?? null],
    )
    const words: MailDraft = { kind: 'accounts.mail.code', values: { code: 'K7PQ2M' }, path: '/sign-in' }
    const props = await seal(SECRET_KEY, 'mail', { draft: words, locale: 'fr', workspaceId: null })
    await rows(
      'insert into mails (id, dedupe, kind, to_address, team, finance, sealed_props, state, created_at) values (?, ?, ?, ?, 0, 0, ?, ?, ?)',
      ...[id, `code:${codeId}`, 'accounts.mail.code', emailOf('lea'), props, 'queued', at],
    )
    return id
  }

  it('is sent to somebody of no workspace, and forgets the code', async () => {
    const resend = playResend()
    const id = await codeMail()
    await sendMail(real, id)
    expect(resend.taken[0]?.text).toContain('K7PQ2M')
    expect(await mail(id)).toMatchObject({ state: 'sent', sealed_props: null })
  })

  it.each([{ used: 1 }, { expires: 1 }])('and is over (%o) is not sent', async over => {
    const resend = playResend()
    const id = await codeMail(over)
    await sendMail(real, id)
    expect(resend.calls).toEqual([])
    expect(await mail(id)).toMatchObject({ state: 'skipped', sealed_props: null })
  })
})

describe('a revoked person', () => {
  it('gets nothing of what happened before', async () => {
    const resend = playResend()
    const scope = await scopeIn('camille', world.site)
    await scope.commit([], { kind: 'test.happened' })
    const [event] = await rows<{ id: string }>('select id from events')
    await rows('update memberships set removed_at = 1 where id = ?', people.hugo.membership)
    const to = [people.hugo.membership]
    await followEvent(noted().env, event?.id ?? '', () => ({
      line: 'errors.home',
      topics: [],
      tell: async () => [{ to, mail: probe() }],
    }))
    expect(await rows('select 1 from mails')).toEqual([])
    expect(resend.calls).toEqual([])
  })
})
