import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { rows, scopeIn } from '../../test/harness'
import { makeWorld, people } from '../../test/world'
import type { Env } from '../config'
import { newId } from '../lib/id'
import { sweep } from './sweep'

/** The real bindings, with queues that only note what they were given. */
function noting() {
  const sent: string[] = []
  const queue = (name: string) => ({
    sendBatch: async (batch: { body: unknown }[]) => {
      for (const { body } of batch)
        sent.push(
          `${name} ${Object.values(body as object)
            .flat()
            .join()}`,
        )
    },
  })
  return { sent, env: { ...env, EVENTS: queue('event'), MAIL: queue('mail') } as unknown as Env }
}

const SECOND = 1000
const HOUR = 3_600_000
const said = () => vi.spyOn(console, 'log').mockImplementation(() => {})

beforeEach(makeWorld)

async function happen(): Promise<string> {
  const scope = await scopeIn('camille')
  await scope.commit([], { kind: 'test.happened' })
  return (await rows<{ id: string }>('select id from events order by rowid desc'))[0]?.id ?? ''
}

async function mail(more: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  const row = {
    id,
    dedupe: id,
    kind: 'x',
    to_address: 'a@b.test',
    state: 'queued',
    created_at: Date.now(),
    ...more,
  }
  await rows(
    `insert into mails (${Object.keys(row)}) values (${Object.keys(row).map(() => '?')})`,
    ...Object.values(row),
  )
  return id
}

describe('the cron', () => {
  it('takes up what still lies in the outbox after half a minute, and a mail after one', async () => {
    said()
    const { env, sent } = noting()
    const [event, letter] = [await happen(), await mail()]
    await sweep(env)
    expect(sent).toEqual([])
    await sweep(env, Date.now() + 31 * SECOND)
    expect(sent).toEqual([`event ${event}`])
    await sweep(env, Date.now() + 61 * SECOND)
    expect(sent).toEqual([`event ${event}`, `event ${event}`, `mail ${letter}`])
  })

  it('run twice at once hands each thing over once', async () => {
    said()
    const { env, sent } = noting()
    await happen()
    await mail()
    const later = Date.now() + 62 * SECOND
    await Promise.all([sweep(env, later), sweep(env, later)])
    await sweep(env, later)
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(2)
  })

  it('gives up an event that never works, after many tries', async () => {
    said()
    const { env, sent } = noting()
    await happen()
    for (let n = 0; n < 20; n++) await sweep(env, Date.now() + 40 * 24 * HOUR)
    expect(sent).toHaveLength(12)
  })

  it('leaves a mail whose key is about to end to people', async () => {
    said()
    const { env, sent } = noting()
    await mail({ first_tried_at: Date.now() - 24 * HOUR })
    await mail({ state: 'sent' })
    await sweep(env, Date.now() + 62 * SECOND)
    expect(sent).toEqual([])
    expect(await rows("select problem from mails where state = 'stuck'")).toEqual([{ problem: 'too_late' }])
  })

  it('clears what is long over, and nothing that a wrong clock would make so', async () => {
    said()
    const now = Date.now()
    for (const [id, end] of [
      ['long over', now - 3 * 24 * HOUR],
      ['over since yesterday', now - 25 * HOUR],
      ['not over', now + HOUR],
    ] as const) {
      await rows('insert into limits (key, hits, reset_at) values (?, 1, ?)', id, end)
      await rows(
        'insert into sessions (id, user_id, token_hash, created_at, last_seen_at, expires_at) values (?, ?, ?, 1, 1, ?)',
        ...[id, people.lea.user, id, end],
      )
      await mail({ state: 'skipped', to_address: '', kind: 'accounts.mail.code', created_at: end })
    }
    await sweep(noting().env)
    const left = [{ id: 'not over' }, { id: 'over since yesterday' }]
    expect(await rows('select key as id from limits order by key')).toEqual(left)
    expect(await rows("select id from sessions where id not like '%-%' order by id")).toEqual(left)
    expect(await rows('select 1 from mails')).toHaveLength(2)
  })

  it('settles what was given up and got done all the same', async () => {
    said()
    const [open, done] = [await happen(), await happen()]
    await rows('delete from outbox where event_id = ?', done)
    for (const [id, body] of [
      ['open', { eventIds: [open] }],
      ['done', { eventIds: [done] }],
      ['mail', { mailId: await mail({ state: 'sent' }) }],
      ['nonsense', {}],
    ] as const)
      await rows(
        'insert into dead_letters (id, queue, body, at) values (?, ?, ?, 1)',
        ...[id, id === 'mail' ? 'parvis-mail' : 'parvis-events', JSON.stringify(body)],
      )
    await sweep(noting().env)
    expect(await rows('select id from dead_letters where settled_at is null order by id')).toEqual([
      { id: 'nonsense' },
      { id: 'open' },
    ])
  })

  it('goes on when one sweep fails, and says so in its one line', async () => {
    const lines = said()
    const { env } = noting()
    const [before, after] = [vi.fn(async () => ({ before: 1 })), vi.fn(async () => ({ after: 2 }))]
    await sweep(env, Date.now(), { before, broken: () => Promise.reject(new RangeError('no')), after })
    expect(after).toHaveBeenCalledOnce()
    expect(lines.mock.calls).toHaveLength(1)
    expect(JSON.parse(lines.mock.calls[0]?.[0])).toMatchObject({
      what: 'sweep',
      before: 1,
      broken: 'failed: RangeError',
      after: 2,
    })
  })
})
