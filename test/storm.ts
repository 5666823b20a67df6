import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { Env } from '../src/config'
import { followEvent } from '../src/jobs/events'
import { sweepGroups } from '../src/jobs/groups'
import { queue } from '../src/jobs/queue'
import { sweep, sweepMails, sweepOutbox } from '../src/jobs/sweep'
import { queueNames } from '../src/outside/queues'
import { Died } from './faults'
import { rows } from './harness'

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Waiting = { name: string; body: unknown; at: number; attempts: number }
/** A mail that the provider took: once for each key, as long as it remembers the key. */
export type Taken = { key: string; to: string; text: string; at: number }

const DAY = 24 * 3_600_000
const provider = ['500', '429', '429 later', 'cut before', 'cut after', '500 after', '409'] as const

/**
 * The whole way of mails under faults: the real consumers and crons over the real database, between queues that lose,
 * double and reorder, a database that dies before or after any call, and a provider that refuses, or accepts and does
 * not say so. `chance` of a fault at each step; every one is counted by its name.
 */
export class Storm {
  readonly taken: Taken[] = []
  readonly faults = new Map<string, number>()
  /** When each key was tried: each of them may be answered for 24 hours. */
  readonly tries = new Map<string, number[]>()
  /** Keys of which no answer ever arrives, though the first try is taken: every so many-th of them. */
  readonly silent = new Set<string>()
  silentEvery = 0
  chance = 0
  now: number
  readonly #seed: number
  readonly #streams = new Map<string, () => number>()
  readonly #keys = new Map<string, { at: number; body: string }>()
  #waiting: Waiting[] = []
  readonly env: Env

  constructor(seed: number, start: number) {
    this.#seed = seed
    this.now = start
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
      this.#provide(new Request(input as RequestInfo, init as RequestInit)),
    )
    vi.spyOn(console, 'log').mockImplementation(() => {})
    const real = env as unknown as Env
    const DB = new Proxy(real.DB, {
      get: (on, name) => {
        const member = Reflect.get(on, name) as unknown
        if (typeof member !== 'function') return member
        const bound = (member as (...args: unknown[]) => unknown).bind(on)
        return name === 'batch' ? (...args: unknown[]) => this.#dying(async () => bound(...args)) : bound
      },
    })
    const toQueue = (name: string) => ({
      sendBatch: async (batch: { body: unknown; delaySeconds?: number }[]) => this.#enqueue(name, batch),
    })
    const ROOM = {
      idFromName: (name: string) => name,
      get: () => ({ present: async () => [], publish: async () => {} }),
    }
    this.env = {
      ...real,
      DB,
      ROOM,
      MAIL: toQueue(queueNames.mail),
      EVENTS: toQueue(queueNames.events),
    } as unknown as Env
  }

  get count(): number {
    return [...this.faults.values()].reduce((sum, n) => sum + n, 0)
  }

  /**
   * Each place has numbers of its own: which of its calls fail is the seed's to say, however the work of one place falls
   * among that of another.
   */
  #random(place: string): number {
    let stream = this.#streams.get(place)
    if (!stream) {
      const salt = [...place].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7)
      stream = seeded(this.#seed * 7919 + salt)
      this.#streams.set(place, stream)
    }
    return stream()
  }

  pick<T>(list: readonly T[], place = 'the script'): T {
    return list[Math.floor(this.#random(place) * list.length)] as T
  }

  #strikes(what: string, share = 1): boolean {
    if (this.#random(what) >= this.chance * share) return false
    this.faults.set(what, (this.faults.get(what) ?? 0) + 1)
    return true
  }

  /** Counts a fault under its own name, once. */
  #counted(general: string, own: string): void {
    this.faults.delete(general)
    this.faults.set(own, (this.faults.get(own) ?? 0) + 1)
  }

  async #dying<T>(run: () => Promise<T>): Promise<T> {
    if (this.#strikes('dies before the database', 0.4)) throw new Died()
    const result = await run()
    if (this.#strikes('dies after the database', 0.4)) throw new Died()
    return result
  }

  #enqueue(name: string, batch: { body: unknown; delaySeconds?: number }[]): void {
    if (this.#strikes('the queue takes nothing', 0.5)) throw new Died()
    for (const { body, delaySeconds = 0 } of batch) {
      if (this.#strikes('a message is lost', 0.3)) continue
      const put = (late = 0) =>
        this.#waiting.push({ name, body, at: this.now + delaySeconds * 1000 + late, attempts: 1 })
      put(this.#strikes('a message is late') ? this.#random('how late') * 20 * 60_000 : 0)
      if (this.#strikes('a message is doubled')) put(this.#random('how far apart') * 60_000)
    }
    if (this.#strikes('dies after the queue', 0.3)) throw new Died()
  }

  async #provide(request: Request): Promise<Response> {
    const key = request.headers.get('Idempotency-Key') ?? ''
    const body = await request.text()
    if (this.silentEvery && !this.tries.has(key) && (this.tries.size + 1) % this.silentEvery === 0)
      this.silent.add(key)
    this.tries.set(key, [...(this.tries.get(key) ?? []), this.now])
    const refuse = (status: number, name: string, after?: number) =>
      Response.json(
        { statusCode: status, name, message: 'played' },
        {
          status,
          headers: after ? { 'retry-after': String(after) } : {},
        },
      )
    const silent = this.silent.has(key)
    const fault = !silent && this.#strikes('the provider fails') ? this.pick(provider, 'how it fails') : null
    if (fault) this.#counted('the provider fails', fault)
    if (fault === '500') return refuse(500, 'application_error')
    if (fault === '429') return refuse(429, 'rate_limit_exceeded')
    if (fault === '429 later') return refuse(429, 'rate_limit_exceeded', 30)
    if (fault === '409') return refuse(409, 'concurrent_idempotent_requests')
    if (fault === 'cut before') throw new TypeError('network connection lost')
    const known = this.#keys.get(key)
    if (!known || this.now - known.at > DAY) {
      this.#keys.set(key, { at: this.now, body })
      const { to, text } = JSON.parse(body) as { to: string[]; text: string }
      this.taken.push({ key, to: to[0] ?? '', text, at: this.now })
    } else if (known.body !== body && !silent) return refuse(409, 'invalid_idempotent_request')
    if (silent || fault === 'cut after') throw new TypeError('network connection lost')
    if (fault === '500 after') return refuse(500, 'application_error')
    return Response.json({ id: `provider-${key}` })
  }

  /** The clock goes on, to a moment at which everything that is due in the queues is delivered, in any order. */
  async pass(ms: number): Promise<void> {
    this.now += ms
    vi.setSystemTime(this.now)
    const due = this.#waiting.filter(one => one.at <= this.now)
    this.#waiting = this.#waiting.filter(one => one.at > this.now)
    for (let i = due.length - 1; i > 0; i--) {
      const j = Math.floor(this.#random('the order') * (i + 1))
      ;[due[i], due[j]] = [due[j] as Waiting, due[i] as Waiting]
    }
    for (const message of due) await this.#deliver(message)
  }

  async #deliver(waiting: Waiting): Promise<void> {
    const { name, body, attempts } = waiting
    const again = (seconds: number) =>
      this.#waiting.push({ ...waiting, at: this.now + seconds * 1000, attempts: attempts + 1 })
    const message = {
      id: 'm',
      body,
      attempts,
      ack: () => this.#strikes('an answer is lost', 0.3) && again(1),
      retry: ({ delaySeconds = 0 } = {}) => attempts < 9 && again(delaySeconds),
    }
    const batch = { queue: name, messages: [message] } as unknown as MessageBatch<unknown>
    await queue(batch, this.env).catch(() => {})
  }

  /** The minute's cron; sometimes two of them at once. */
  async cron(): Promise<void> {
    const run = () =>
      sweep(this.env, this.now, { outbox: sweepOutbox, mails: sweepMails, groups: sweepGroups }).catch(
        () => {},
      )
    await Promise.all(this.#strikes('the cron runs twice') ? [run(), run()] : [run()])
  }

  /** An event's consequences are drawn as its message would have them drawn. */
  async follow(eventId: string, meaning: Parameters<typeof followEvent>[2]): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const left = await rows('select 1 from outbox where event_id = ?', eventId)
      if (left.length === 0) return
      await followEvent(this.env, eventId, meaning, this.now).catch(() => {})
    }
    const chance = this.chance
    this.chance = 0
    await followEvent(this.env, eventId, meaning, this.now)
    this.chance = chance
  }
}
