import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { rows, scopeIn } from '../../test/harness'
import { playResend } from '../../test/resend'
import { makeWorld, world } from '../../test/world'
import { configOf, type Env } from '../config'
import { newId } from '../lib/id'
import { seal } from '../lib/seal'
import worker from '../worker'

const real = env as unknown as Env
beforeEach(makeWorld)

async function deliver(name: string, bodies: unknown[], attempts = 1, on: Env = real) {
  const messages = bodies.map((body, i) => ({ id: `m${i}`, timestamp: new Date(), attempts, body }))
  const batch = createMessageBatch(name, messages)
  const context = createExecutionContext()
  await worker.queue(batch, on)
  const { explicitAcks, retryMessages, retryBatch } = await getQueueResult(batch, context)
  return { acked: explicitAcks, retried: retryMessages, all: retryBatch }
}

async function happen(): Promise<string> {
  const scope = await scopeIn('camille')
  await scope.commit([], { kind: 'test.happened' })
  return (await rows<{ id: string }>('select id from events order by rowid desc'))[0]?.id ?? ''
}

/** The event can be read and sealed, but what follows from it cannot be written. */
const poison = (id: string) =>
  rows(
    `create trigger poison before delete on outbox when old.event_id = '${id}' begin select raise(abort, 'NO'); end`,
  )

describe('a batch', () => {
  it('is handled message by message: a poison one harms no neighbour', async () => {
    const [first, bad, last] = [await happen(), await happen(), await happen()]
    await poison(bad)
    const { acked, retried } = await deliver(
      'parvis-events',
      [first, bad, last].map(id => ({ eventIds: [id] })),
    )
    expect(acked).toEqual(['m0', 'm2'])
    expect(retried).toMatchObject([{ msgId: 'm1' }])
    expect(await rows('select event_id from outbox')).toEqual([{ event_id: bad }])
  })

  it('does all events of a message but the one that fails', async () => {
    const [bad, good] = [await happen(), await happen()]
    await poison(bad)
    await deliver('parvis-events', [{ eventIds: [bad, good] }])
    expect(await rows('select event_id from outbox')).toEqual([{ event_id: bad }])
  })

  it('of nonsense is kept for people and not tried again', async () => {
    const { acked, retried } = await deliver('parvis-mail', [{ nonsense: 1 }, 'text', null])
    expect([acked, retried]).toEqual([['m0', 'm1', 'm2'], []])
    const kept = await rows('select queue, workspace_id from dead_letters where settled_at is null')
    expect(kept).toEqual(Array(3).fill({ queue: 'parvis-mail', workspace_id: null }))
  })

  it('waits while the configuration is wrong, and says what is missing', async () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => {})
    const { acked, all } = await deliver('parvis-mail', [{ mailId: 'x' }], 1, {
      ...real,
      RESEND_API_KEY: undefined,
    } as unknown as Env)
    expect([acked, all.retry]).toEqual([[], true])
    expect(said.mock.calls.flat().join()).toContain('RESEND_API_KEY')
  })
})

describe('a mail that cannot go yet', () => {
  /** One delivery of its message. @returns the seconds until it comes back, or null when it is done with */
  async function delivered(mailId: string, attempts: number): Promise<number | null> {
    const [ack, retry] = [vi.fn(), vi.fn()]
    const message = { id: 'm', timestamp: new Date(), body: { mailId }, attempts, ack, retry }
    const batch = { queue: 'parvis-mail', messages: [message] } as unknown as MessageBatch
    await worker.queue(batch, real)
    expect(ack.mock.calls.length + retry.mock.calls.length).toBe(1)
    return retry.mock.calls[0]?.[0].delaySeconds ?? null
  }

  it('comes back when the provider says, or later and later, and is then left to its row', async () => {
    const resend = playResend()
    const id = newId()
    const draft = { kind: 'accounts.mail.email_changed', values: { email: 'x@y.test' }, path: '/account' }
    const props = await seal(configOf(real).SECRET_KEY, 'mail', { draft, locale: 'fr', workspaceId: null })
    await rows(
      "insert into mails (id, dedupe, kind, to_address, sealed_props, created_at) values (?, ?, ?, 'a@b.test', ?, 1)",
      ...[id, id, draft.kind, props],
    )
    const answers = [
      [1, { status: 429, retryAfter: 7 }, 7],
      [6, { status: 429, retryAfter: 7 }, 12],
      [1, { status: 500 }, 5],
      [3, { status: 503 }, 20],
      [4, { status: 500 }, null],
    ] as const
    for (const [attempts, fault, seconds] of answers) {
      resend.faults.push({ when: 'before', ...fault })
      expect(await delivered(id, attempts)).toBe(seconds)
    }
    expect(await rows('select state from mails')).toEqual([{ state: 'queued' }])
    expect(await delivered(id, 1)).toBeNull()
    expect(resend.readers()).toEqual(['a@b.test'])
  })
})

describe('a dead letter', () => {
  it('is kept once, under its workspace, as long as something is left to do', async () => {
    const id = await happen()
    const body = { eventIds: [id] }
    await deliver('parvis-events-dead', [body])
    expect((await deliver('parvis-events-dead', [body, body])).acked).toEqual(['m0', 'm1'])
    expect(await rows('select 1 from dead_letters')).toHaveLength(2)
    const open = 'select queue, workspace_id, settled_at from dead_letters where settled_at is null'
    expect(await rows(open)).toEqual([
      { queue: 'parvis-events', workspace_id: world.atelier.id, settled_at: null },
    ])
  })

  it('about what was done meanwhile is kept as settled', async () => {
    const id = await happen()
    await rows('delete from outbox')
    await deliver('parvis-events-dead', [{ eventIds: [id] }])
    const [letter] = await rows<{ settled_at: number | null }>('select settled_at from dead_letters')
    expect(letter?.settled_at).not.toBeNull()
  })

  it('needs no configuration to be kept', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    await deliver('parvis-mail-dead', [{ mailId: 'x' }], 1, { ...real, ORIGIN: undefined } as unknown as Env)
    expect(await rows('select queue from dead_letters')).toEqual([{ queue: 'parvis-mail' }])
  })
})

describe('the real queue', () => {
  it('brings an event to its end', async () => {
    const id = await happen()
    await real.EVENTS.send({ eventIds: [id] })
    await vi.waitFor(async () => expect(await rows('select 1 from outbox')).toEqual([]), {
      timeout: 10_000,
      interval: 50,
    })
    expect(await rows('select event_id from seals')).toEqual([{ event_id: id }])
  })
})
