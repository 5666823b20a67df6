import { beforeEach, describe, expect, it } from 'vitest'
import { WITHIN } from '../../src/domain/notifications/merge'
import { replyToTicket } from '../../src/domain/tickets/reply'
import { followEvent } from '../../src/jobs/events'
import { sweepGroups } from '../../src/jobs/groups'
import { sendMail } from '../../src/jobs/mail'
import { urls } from '../../src/urls'
import { as, rows, scopeIn } from '../harness'
import { playResend } from '../resend'
import { MINUTE, minute, noted, prefers, tell } from '../telling'
import { ticketIn } from '../tickets'
import { makeWorld, people, world } from '../world'

beforeEach(makeWorld)

const T = Date.now() - 30 * MINUTE
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

describe('held mails', () => {
  it('more than one mail tells go all the same', async () => {
    const resend = playResend()
    for (let n = 0; n < 43; n++) await tell({ word: `mot ${n}.`, to: 'lea', at: T + n * 1000 })
    await minute(T + 10 * MINUTE)
    const states = await rows('select state, problem, count(*) n from mails group by 1, 2')
    expect([resend.taken.length, states]).toEqual([1, expect.anything()])
    expect(resend.taken[0]?.text).toContain('mot 0.')
    expect(resend.taken[0]?.text).toContain('43')
    expect(states).toEqual([
      { state: 'merged', problem: null, n: 42 },
      { state: 'sent', problem: null, n: 1 },
    ])
  }, 30_000)

  it('beyond what one mail takes in go in the next', async () => {
    const resend = playResend()
    await prefers('lea', 'message', 'daily')
    await tell({ word: 'mot', to: 'lea', at: T })
    const [all] = await rows<{ list: string }>(
      "select group_concat(name) list from pragma_table_info('mails') where name not in ('id', 'dedupe', 'notification_id')",
    )
    await rows(
      `insert into mails (id, dedupe, ${all?.list}) with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
       select printf('%s-%012d', substr(id, 1, 23), i), 'copy ' || i, ${all?.list} from mails join n order by i`,
      WITHIN + 1,
    )
    const day = T + 24 * 60 * MINUTE
    expect(await minute(day)).toHaveLength(1)
    expect(await minute(day + MINUTE)).toHaveLength(1)
    expect(await minute(day + 2 * MINUTE)).toHaveLength(0)
    expect(resend.taken.map(mail => mail.text.includes(String(WITHIN)))).toEqual([true, false])
    expect(await rows('select state, count(*) n from mails group by 1 order by 1')).toEqual([
      { state: 'merged', n: WITHIN },
      { state: 'sent', n: 2 },
    ])
    expect(await rows('select 1 from mails where sealed_props is not null')).toEqual([])
  }, 30_000)

  it('of 300 000 characters and of emojis stay whole', async () => {
    const resend = playResend()
    await prefers('lea', 'message', 'now')
    for (const word of ['é'.repeat(300_000), `x${'😀'.repeat(3000)}`]) {
      const { env, handed } = noted()
      await tell({ word, to: 'lea', at: T }, env)
      for (const { id } of handed) await sendMail(env, id, T + 1)
    }
    expect(resend.taken).toHaveLength(2)
    for (const mail of resend.taken) {
      expect(mail.html.length).toBeLessThan(100_000)
      expect([lonely.test(mail.html), lonely.test(mail.text)]).toEqual([false, false])
    }
  })
})

describe('the subject of a mail whose first part was dropped', () => {
  it('is seen by nobody who may not see what is left', async () => {
    playResend()
    for (const kind of ['message', 'payment']) await prefers('lea', kind, 'daily')
    await tell({ word: 'un', to: 'lea', at: T })
    await tell({
      word: 'deux',
      to: 'lea',
      at: T + 1,
      kind: 'payment.cancelled',
      event: { finance: true },
      mail: {
        kind: 'payments.mail.cancelled',
        values: { title: 'Secret 1200', amount: '1 200 €', author: 'Camille', name: 'x' },
        finance: true,
        path: urls.payments('atelier', world.site.id),
      },
    })
    const day = T + 24 * 60 * MINUTE
    const { env, handed } = noted()
    await sweepGroups(env, day)
    await rows("update notifications set read_at = 1 where kind = 'messages.mail.posted'")
    for (const { id } of handed) await sendMail(env, id, day)
    expect(await rows("select subject from mails where state = 'sent'")).toEqual([{ subject: null }])
    const page = await (await as('hugo')).html('/w/atelier/communications')
    expect(page).not.toContain('Secret 1200')
  })

  it('names no project to those who may not enter it', async () => {
    playResend()
    await prefers('lea', 'message', 'daily')
    await tell({ word: 'un', to: 'lea', at: T })
    await tell({
      word: 'deux',
      to: 'lea',
      at: T + 1,
      project: world.shop,
      mail: {
        values: { name: 'Camille', project: 'Boutique cachée' },
        path: urls.messages('atelier', world.shop.id),
      },
    })
    await rows('update memberships set all_projects = 0 where id = ?', people.hugo.membership)
    await rows(
      'insert into project_access (workspace_id, client_id, project_id, membership_id) values (?, ?, ?, ?)',
      ...[world.atelier.id, world.lune.id, world.site.id, people.hugo.membership],
    )
    const day = T + 24 * 60 * MINUTE
    const { env, handed } = noted()
    await sweepGroups(env, day)
    await rows('update notifications set read_at = 1 where project_id = ?', world.site.id)
    for (const { id } of handed) await sendMail(env, id, day)
    expect(await rows("select subject from mails where state = 'sent'")).toEqual([{ subject: null }])
    const page = await (await as('hugo')).html('/w/atelier/communications')
    expect(page).not.toContain('Boutique cachée')
  })
})

it('a mail that is asked for ten times at once goes once more', async () => {
  await replyToTicket(await scopeIn('camille'), await ticketIn('open'), 'Le logo est prêt.')
  const [event] = await rows<{ id: string }>("select id from events where kind = 'ticket.replied'")
  await followEvent(noted().env, event?.id ?? '')
  await rows("update mails set state = 'sent', sealed_props = null, first_tried_at = 1, sent_at = 2")
  const [mail] = await rows<{ id: string }>("select id from mails where kind = 'tickets.mail.reply'")
  const camille = await as('camille')
  const press = () => camille.post(urls.mailAgain('atelier', mail?.id ?? ''))
  const answers = await Promise.all(Array.from({ length: 10 }, press))
  expect(answers.map(answer => answer.status).sort()).toEqual([303, ...Array(9).fill(409)])
  expect(await rows("select count(*) n from mails where state = 'queued'")).toEqual([{ n: 1 }])
})
