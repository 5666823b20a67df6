import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ORIGIN, rows, scopeIn } from '../../test/harness'
import { playResend } from '../../test/resend'
import { aFile, HOUR, MINUTE, minute, noted, prefers, tell } from '../../test/telling'
import { emailOf, makeWorld, people, world } from '../../test/world'
import { configOf, type Env } from '../config'
import { openPreferences } from '../domain/notifications/link'
import { dueSql } from '../domain/notifications/merge'
import { urls } from '../urls'
import { followEvent } from './events'
import { sendMail } from './mail'

const { SECRET_KEY } = configOf(env as unknown as Env)
beforeEach(makeWorld)

const T = Date.parse('2026-11-20T10:00:00Z')
const conversation = urls.messages('atelier', world.site.id)
const reply = {
  kind: 'ticket.replied',
  mail: { kind: 'tickets.mail.reply', values: { number: 1, subject: 'Objet', who: 'Camille' } },
} as const
const changed = {
  kind: 'payment.changed',
  mail: { kind: 'payments.mail.changed', values: { title: 'Acompte', amount: '10 €' } },
} as const
const mailsOf = (columns: string) => rows(`select ${columns} from mails order by rowid`)
const unsubscribe = (mail: { headers: Record<string, string> } | undefined) =>
  /<([^>]+)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1]

describe('what is told', () => {
  it('is noted with its kind, its page without a query, and whether it is about amounts', async () => {
    await tell({
      ...changed,
      word: 'mot',
      to: 'lea',
      at: T,
      mail: { ...changed.mail, path: `${conversation}?at=3#m`, finance: true },
    })
    await tell({ word: 'mot', to: 'lea', at: T })
    const notes = await rows(
      'select kind, category, path, finance, read_at from notifications order by rowid',
    )
    expect(notes).toEqual([
      { kind: 'payments.mail.changed', category: 'due', path: conversation, finance: 1, read_at: null },
      { kind: 'messages.mail.posted', category: 'message', path: conversation, finance: 0, read_at: null },
    ])
    expect(
      await mailsOf(
        'category, path, (select count(*) from notifications n where n.id = notification_id) noted',
      ),
    ).toEqual([
      { category: 'due', path: conversation, noted: 1 },
      { category: 'message', path: conversation, noted: 1 },
    ])
  })

  it('once comes by the mail of whichever telling has one', async () => {
    const scope = await scopeIn('camille', world.site, T)
    await scope.commit([], { kind: 'ticket.replied' })
    const [line] = await rows<{ id: string }>('select id from events')
    const to = [people.lea.membership]
    const mail = { ...reply.mail, path: conversation }
    const told = async () => [
      { to, path: '/w/atelier' },
      { to, mail },
    ]
    await followEvent(noted().env, line?.id ?? '', () => ({ line: 'errors.home', topics: [], tell: told }), T)
    expect(await rows('select path from notifications')).toEqual([{ path: conversation }])
    expect(await mailsOf('kind')).toEqual([{ kind: 'tickets.mail.reply' }])
  })

  it('comes by mail as each of them wants it', async () => {
    await prefers('hugo', 'message', 'never')
    await prefers('equipe', 'message', 'daily')
    await prefers('ada', 'message', 'now')
    await rows(
      "update memberships set digest_hour = 20, timezone = 'America/Toronto' where id = ?",
      people.equipe.membership,
    )
    const { env, handed } = noted()
    await tell({ word: 'mot', to: ['lea', 'hugo', 'equipe', 'ada'], at: T }, env)
    expect(await rows('select 1 from notifications')).toHaveLength(4)
    const held = await rows<{ to_address: string; held_until: number | null }>(
      'select to_address, held_until from mails',
    )
    expect(Object.fromEntries(held.map(mail => [mail.to_address, mail.held_until]))).toEqual({
      [emailOf('lea')]: T + 5 * MINUTE,
      [emailOf('equipe')]: Date.parse('2026-11-21T01:00:00Z'),
      [emailOf('ada')]: null,
    })
    expect(handed).toHaveLength(1)
  })

  it('and must reach them is sent at once, whatever they chose', async () => {
    await rows(
      "insert into notification_choices select workspace_id, id, 'due', 'never' from memberships where id = ?",
      people.lea.membership,
    )
    const { env, handed } = noted()
    await tell({ ...changed, word: 'mot', to: 'lea', at: T }, env)
    expect(handed).toHaveLength(1)
  })

  it('by a way that the table does not know is told at once, and its event goes its way', async () => {
    await prefers('camille', 'workspace', 'never')
    const { env, handed } = noted()
    await tell({ word: 'mot', to: 'camille', at: T, kind: 'test.unheard' }, env)
    expect(handed).toHaveLength(1)
    expect(await rows('select category from notifications')).toEqual([{ category: 'workspace' }])
    expect(await rows('select 1 from outbox')).toEqual([])
  })
})

describe('a mail', () => {
  it('keeps what stood above it, and where it led', async () => {
    const resend = playResend()
    await tell({ word: 'mot', to: 'lea', at: T })
    await minute(T + 5 * MINUTE)
    expect(await mailsOf('subject, path')).toEqual([
      { subject: resend.taken[0]?.subject, path: conversation },
    ])
  })

  it('leads to its reader’s choices, and to the end of its kind', async () => {
    const resend = playResend()
    await prefers('hugo', 'file', 'daily')
    await tell({ word: 'mot', to: 'lea', at: T })
    await tell({ ...aFile, word: 'mot', to: 'hugo', at: T })
    await minute(T + 24 * HOUR)
    for (const [name, category] of [
      ['lea', 'message'],
      ['hugo', 'daily'],
    ] as const) {
      const mail = resend.taken.find(one => one.to[0] === emailOf(name))
      const address = unsubscribe(mail) ?? ''
      expect(address.startsWith(`${ORIGIN}/preferences/`)).toBe(true)
      const token = /preferences\/([^/]+)\/unsubscribe$/.exec(address)?.[1] ?? ''
      const link = await openPreferences([SECRET_KEY], token, T + 24 * HOUR)
      expect(link).toEqual({ membershipId: people[name].membership, category })
      expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
      expect(mail?.text.match(/\/preferences\/[\w.-]+\s/g)).toHaveLength(1)
    }
  })

  it('that must reach its reader offers choices, and no end', async () => {
    const resend = playResend()
    const { env, handed } = noted()
    await tell({ ...changed, word: 'mot', to: 'lea', at: T }, env)
    await sendMail(env, handed[0]?.id ?? '', T)
    expect(unsubscribe(resend.taken[0])).toBe(undefined)
    expect(resend.taken[0]?.html).toContain('/preferences/')
    expect(resend.taken[0]?.html).not.toContain('/unsubscribe')
  })

  it('says the same at every try', async () => {
    const resend = playResend()
    resend.faults.push({ when: 'after', status: 'cut' })
    const { env, handed } = noted()
    await tell({ ...reply, word: 'mot', to: 'lea', at: T }, env)
    const id = handed[0]?.id ?? ''
    await sendMail(env, id, T)
    await sendMail(env, id, T + HOUR)
    expect(await mailsOf('state, provider_id')).toEqual([{ state: 'sent', provider_id: 'resend-1' }])
  })

  it.each(['bounced', 'complained'])('to an address that %s is not sent', async problem => {
    const resend = playResend()
    await rows('update users set mail_problem = ? where id = ?', problem, people.lea.user)
    const { env, handed } = noted()
    await tell({ ...reply, word: 'mot', to: ['lea', 'hugo'], at: T }, env)
    await tell({ word: 'mot', to: 'lea', at: T }, env)
    for (const { id } of handed) await sendMail(env, id, T)
    await minute(T + 5 * MINUTE)
    expect(resend.readers()).toEqual([emailOf('hugo')])
    const skipped = await rows("select problem, sealed_props from mails where state = 'skipped'")
    expect(skipped).toEqual([
      { problem: 'address', sealed_props: null },
      { problem: 'address', sealed_props: null },
    ])
  })
})

describe('whoever has the project open', () => {
  /** The room, in which some are. */
  const withHere = (told: Env, ...here: string[]) =>
    ({
      ...told,
      ROOM: {
        idFromName: () => 'room',
        get: () => ({ present: async () => here.map(id => ({ id, name: '' })), publish: async () => {} }),
      },
    }) as unknown as Env

  it('is given a moment to see for themselves, but not for what must reach them', async () => {
    const { env, handed } = noted()
    const there = withHere(env, people.lea.membership)
    await tell({ ...reply, word: 'mot', to: ['lea', 'hugo'], at: T }, there)
    expect(handed.map(mail => mail.delaySeconds).sort()).toEqual([8, undefined])
    handed.length = 0
    await tell({ ...changed, word: 'mot', to: 'lea', at: T }, there)
    expect(handed.map(mail => mail.delaySeconds)).toEqual([undefined])
  })

  it('gets the mail at once where the room does not answer', async () => {
    const { env, handed } = noted()
    const silent = {
      idFromName: () => 'room',
      get: () => ({ present: () => Promise.reject(new Error('gone')), publish: async () => {} }),
    }
    await tell({ ...reply, word: 'mot', to: 'lea', at: T }, { ...env, ROOM: silent } as unknown as Env)
    expect(handed.map(mail => mail.delaySeconds)).toEqual([undefined])
  })
})

describe('the cron', () => {
  it('looks mails up by an index, however many were sent', async () => {
    const plan = async (sql: string) =>
      (await rows<{ detail: string }>(`explain query plan ${sql}`)).map(row => row.detail).join('\n')
    const due = await plan(dueSql.replace(/\?\d/g, '1'))
    expect(due).toContain('mails_held (state=? AND held_until<?)')
    expect(due.match(/SEARCH [ns] USING INDEX mails_group \(group_key=\?/g)).toHaveLength(2)
    expect(due).not.toMatch(/SCAN (m|n|mails)\b/)
    expect(await plan("select id from mails where id = 'x' or merged_into = 'x'")).not.toMatch(/SCAN mails/)
  })
})
