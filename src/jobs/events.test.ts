import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { dyingEnv } from '../../test/faults'
import { rows, scopeIn, system } from '../../test/harness'
import { makeWorld, people, world } from '../../test/world'
import type { Env } from '../config'
import type { NewEvent } from '../db/commit'
import { verifyChain } from '../domain/activity/chain'
import type { MailDraft, Meaning, Telling } from '../domain/events/meaning'
import { followEvent } from './events'

const real = env as unknown as Env
beforeEach(makeWorld)

const draft: MailDraft = { kind: 'mail.test', path: '/w/atelier' }

/** What a test's event means; the product's own kinds are tested beside their features. */
const telling =
  (...tellings: Telling[]) =>
  (): Meaning => ({ line: 'errors.home', topics: ['tickets'], tell: async () => tellings })

const both = [people.lea.membership, people.camille.membership]

async function happen(event: Partial<NewEvent> = {}): Promise<string> {
  const scope = await scopeIn('hugo')
  await scope.commit([], { kind: 'test.happened', ...event })
  const [row] = await rows<{ id: string }>('select id from events order by rowid desc')
  return row?.id ?? ''
}

const mailsOf = () =>
  rows<{ membership_id: string; state: string }>('select * from mails order by membership_id')
const countOf = async (table: string) => (await rows(`select 1 from ${table}`)).length

describe('an event', () => {
  it('tells each person once, in the portal and by mail, and leaves the outbox', async () => {
    await followEvent(real, await happen(), telling({ to: both, mail: draft }, { to: both, mail: draft }))
    expect((await mailsOf()).map(m => m.membership_id)).toEqual([...both].sort())
    expect(await countOf('notifications')).toBe(2)
    expect(await countOf('outbox')).toBe(0)
    const [mail] = await rows('select * from mails where membership_id = ?', people.lea.membership)
    expect(mail).toMatchObject({
      to_address: 'lea@parvis.test',
      workspace_id: world.atelier.id,
      project_id: world.site.id,
      team: 0,
      state: 'queued',
    })
    expect(mail?.sealed_props).not.toContain('mail.test')
  })

  it('delivered fifty times at once has its consequences once', async () => {
    const id = await happen()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => followEvent(real, id, telling({ to: both, mail: draft }))),
    )
    expect(outcomes.filter(o => o.status === 'rejected')).toEqual([])
    expect([await countOf('mails'), await countOf('notifications'), await countOf('seals')]).toEqual([
      2, 2, 1,
    ])
  })

  it.each(['before', 'after'] as const)('survives a death %s any of its steps', async when => {
    const meaning = telling({ to: both, mail: draft })
    const dry = dyingEnv(1000, when)
    await followEvent(dry.env, await happen(), meaning)
    const steps = dry.calls()
    expect(steps).toBeGreaterThan(6)
    for (let k = 1; k <= steps; k++) {
      const id = await happen()
      await followEvent(dyingEnv(k, when).env, id, meaning).catch(() => {})
      await followEvent(real, id, meaning)
      const mine = await rows('select 1 from mails where dedupe like ?', `${id}:%`)
      expect([k, mine.length, await countOf('outbox')]).toEqual([k, 2, 0])
      expect(await rows('select 1 from notifications where event_id = ?', id)).toHaveLength(2)
    }
    expect(await verifyChain(system(), world.atelier.id)).toMatchObject({ intact: true, length: steps + 1 })
  })

  it('tells nobody what they may not see, nor anybody without access', async () => {
    const { lea, hugo, equipe, camille, removed, koffi } = people
    const all = [lea, hugo, equipe, camille, removed, koffi].map(p => p.membership)
    const told = async (event: Partial<NewEvent>, mail: MailDraft = draft) => {
      const id = await happen(event)
      await followEvent(real, id, telling({ to: all, mail }))
      const sent = await rows<{ membership_id: string }>(
        'select membership_id from mails where dedupe like ?',
        `${id}:%`,
      )
      return sent.map(m => m.membership_id).sort()
    }
    const ids = (...who: { membership: string }[]) => who.map(p => p.membership).sort()
    expect(await told({})).toEqual(ids(lea, hugo, equipe, camille))
    expect(await told({ internal: true })).toEqual(ids(equipe, camille))
    expect(await told({ finance: true })).toEqual(ids(lea, camille))
    expect(await told({}, { ...draft, finance: true })).toEqual(ids(lea, camille))
  })

  it('of a kind nobody knows leaves the outbox, sealed', async () => {
    await followEvent(real, await happen(), () => undefined)
    expect([await countOf('outbox'), await countOf('seals'), await countOf('mails')]).toEqual([0, 1, 0])
  })

  it('whose telling fails stays in the outbox', async () => {
    const id = await happen()
    const failing = (): Meaning => ({
      line: 'errors.home',
      topics: [],
      tell: () => Promise.reject(new Error('no')),
    })
    await expect(followEvent(real, id, failing)).rejects.toThrow('no')
    expect(await countOf('outbox')).toBe(1)
  })
})
