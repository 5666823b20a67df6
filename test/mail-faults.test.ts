import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { urls } from '../src/urls'
import { rows, scopeIn } from './harness'
import { Storm } from './storm'
import { aFile, HOUR, MINUTE, prefers } from './telling'
import { emailOf, makeWorld, type PersonName, people, world } from './world'

beforeEach(makeWorld)
afterEach(() => vi.useRealTimers())

const START = Date.parse('2026-11-20T08:00:00Z')
const readers = ['lea', 'hugo', 'camille', 'equipe'] as const

/** Something of one of three kinds is told, with a word of its own for each. @returns the word */
async function happen(storm: Storm, n: number): Promise<{ word: string; to: PersonName[]; eventId: string }> {
  const word = `mot-${n}-fin`
  const to = readers.filter(() => storm.pick([true, false]))
  const project = storm.pick([world.site, world.shop])
  const file = storm.pick([true, false])
  const scope = await scopeIn('ada', project, storm.now)
  await scope.commit([], { kind: file ? aFile.kind : 'message.posted' })
  const [line] = await rows<{ id: string }>('select id from events order by rowid desc limit 1')
  const mail = {
    kind: 'messages.mail.posted',
    values: { name: 'Ada', project: 'Site' },
    ...(file && aFile.mail),
    quote: word,
    path: urls.messages('atelier', project.id),
  }
  const tell = async () => [{ to: to.map(name => people[name].membership), mail }]
  await storm.follow(line?.id ?? '', () => ({ line: 'errors.home', topics: [], tell }))
  return { word, to, eventId: line?.id ?? '' }
}

const readOne = (storm: Storm) =>
  rows(
    'update notifications set read_at = ?1 where id = (select id from notifications where read_at is null limit 1 offset ?2)',
    ...[storm.now, storm.pick([0, 1, 2, 3])],
  )

type Row = { id: string; state: string; problem: string | null; merged_into: string | null }

describe('a thousand faults', () => {
  it.each([1, 2, 3, 4])(
    'lose no mail and double none (seed %i)',
    async seed => {
      const storm = new Storm(seed, START)
      // At once, grouped by the table, and once a day.
      for (const kind of ['message', 'file']) {
        await prefers('hugo', kind, 'now')
        await prefers('equipe', kind, 'daily')
      }
      storm.chance = 0.35
      const things: Awaited<ReturnType<typeof happen>>[] = []
      for (let n = 0; storm.count < 250; n++) {
        if (n < 30) things.push(await happen(storm, n))
        await storm.pass(storm.pick([20_000, MINUTE, 4 * MINUTE]))
        // Now and then somebody reads something in the portal, in the middle of it all.
        await Promise.all([storm.cron(), storm.pick([true, false, false]) && readOne(storm)])
      }
      // It clears up: whatever is left goes by itself.
      storm.chance = 0
      for (let n = 0; n < 45; n++) {
        await storm.pass(40 * MINUTE)
        await storm.cron()
      }
      for (const { word, to, eventId } of things)
        for (const name of to) {
          const mails = storm.taken.filter(mail => mail.to === emailOf(name) && mail.text.includes(word))
          const [told] = await rows<{ read_at: number | null }>(
            'select read_at from notifications where event_id = ? and membership_id = ?',
            ...[eventId, people[name].membership],
          )
          // Read in the portal, it may have been told there alone.
          const least = told?.read_at ? Math.min(1, mails.length) : 1
          expect([seed, word, name, mails.length]).toEqual([seed, word, name, least])
        }
      expect(new Set(storm.taken.map(mail => mail.key)).size).toBe(storm.taken.length)
      const left = await rows<Row>("select * from mails where state not in ('sent', 'merged')")
      expect(left.filter(mail => mail.problem !== 'read')).toEqual([])
      expect(storm.count).toBeGreaterThanOrEqual(250)
    },
    120_000,
  )

  it('strike everywhere', async () => {
    const storm = new Storm(7, START)
    storm.chance = 0.5
    const missed = () => places.filter(place => !storm.faults.has(place))
    for (let n = 0; missed().length > 0 && n < 150; n++) {
      if (n < 40) await happen(storm, n)
      await storm.pass(MINUTE)
      await storm.cron()
    }
    expect(missed()).toEqual([])
  }, 60_000)
})

const places = [
  'dies before the database',
  'dies after the database',
  'the queue takes nothing',
  'dies after the queue',
  'a message is lost',
  'a message is doubled',
  'a message is late',
  'an answer is lost',
  'the cron runs twice',
  '500',
  '500 after',
  '429',
  '429 later',
  '409',
  'cut before',
  'cut after',
]

describe('a mail whose fate is not known', () => {
  it('is left to people after 23 hours, listed, and never sent again by itself', async () => {
    const storm = new Storm(11, START)
    await prefers('lea', 'message', 'now')
    storm.chance = 0.1
    storm.silentEvery = 3
    const things: Awaited<ReturnType<typeof happen>>[] = []
    for (let n = 0; n < 12; n++) things.push(await happen(storm, n))
    for (let n = 0; n < 72 * 4; n++) {
      await storm.pass(15 * MINUTE)
      await storm.cron()
    }
    const stuck = await rows<Row>("select id, problem from mails where state = 'stuck'")
    const tried = [...storm.silent].sort()
    expect(tried.length).toBeGreaterThan(1)
    expect(stuck.map(mail => mail.id).sort()).toEqual(tried)
    expect(new Set(stuck.map(mail => mail.problem))).toEqual(new Set(['too_late']))
    for (const id of tried) {
      const tries = storm.tries.get(id) ?? []
      expect(Math.max(...tries) - Math.min(...tries)).toBeLessThan(23 * HOUR + MINUTE)
    }
    for (const { word, to } of things)
      for (const name of to)
        expect(
          storm.taken.filter(mail => mail.to === emailOf(name) && mail.text.includes(word)),
        ).toHaveLength(1)
  }, 60_000)
})
