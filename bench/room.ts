import { join } from 'node:path'
import { newId } from '../src/lib/id.ts'
import { urls } from '../src/urls.ts'
import { type Bundle, buildOwn } from './bundle.ts'
import { addCrowd, type Member } from './crowd.ts'
import { fill } from './fill.ts'
import { Listeners } from './listeners.ts'
import { median, quantile } from './measure.ts'
import { type Server, serve } from './server.ts'
import { makeWorld } from './world.ts'

/** Who listens while it is measured, and how many sockets one room must bear. */
const LISTENING = 100
const MANY = 500
/** A person's sockets (tabs and devices). */
const EACH = 10
/** Longer than a room stays awake for nothing. */
const ASLEEP = 12_000

/** Milliseconds from the word being given to its being on a socket. */
export type Reach = { p50: number; p99: number }
/**
 * `ratio`: ours / bare of the slowest sockets (p99), the median over the pairs of rounds, each of which saw the same
 * weather. `told`: the room is told and tells its sockets, beside a bare one that tells the same bytes; `sent`: the same from the
 * moment a message is sent. `borne`: sockets that heard, of those that were opened; `woken`: of them, after a sleep.
 */
export type Rooms = {
  ratio: number
  told: Reach
  bare: Reach
  sent: Reach
  opened: number
  borne: number
  woken: number
  closed: number
}

const reachOf = (times: number[]): Reach => ({ p50: median(times), p99: quantile(times, 0.99) })
const isNudge = (text: string) => text.includes('"messages"')
const NUDGE = '{"topics":["messages"]}'

/** Measures a project's room: how fast it is, how many it bears, and whether it wakes. */
export async function measureRooms(bundle: Bundle, folder: string, rounds: number): Promise<Rooms> {
  const world = makeWorld(Date.now())
  const crowd = addCrowd(world, MANY / EACH, Date.now())
  const state = join(folder, 'rooms')
  const filling = await serve({ main: await buildOwn('bare', ['cloudflare:workers']) }, state)
  await fill(await filling.database(), world)
  await filling.stop()
  const ours = await serve(
    { main: await buildOwn('told', ['./worker.js']), beside: { 'worker.js': bundle.code } },
    state,
  )
  const bare = await serve({ main: await buildOwn('bare', ['cloudflare:workers']) }, join(folder, 'bare'))
  try {
    return await measured(ours, bare, crowd, world.at, world.sessions.owner, rounds)
  } finally {
    await Promise.all([ours.stop(), bare.stop()])
  }
}

const ORIGIN = 'https://portail.parvis.test'

async function measured(
  ours: Server,
  bare: Server,
  crowd: Member[],
  { slug, project }: { slug: string; project: string },
  owner: string,
  rounds: number,
): Promise<Rooms> {
  const [room, plain] = [new Listeners(), new Listeners()]
  const enter = (n: number) => {
    const { cookie = '' } = crowd[n % crowd.length] ?? {}
    return room.open(ours.url + urls.live(slug, project), { Cookie: cookie, Origin: ORIGIN }, isNudge)
  }
  for (let n = 0; n < LISTENING; n++) {
    await enter(n)
    await plain.open(bare.url, {}, isNudge)
  }
  const hearing = { team: crowd.map(one => one.membership), client: [], money: [] }
  const post = (url: string, body: string) =>
    fetch(url, { method: 'POST', body }).then(answer => answer.text())
  const tell = () => {
    const nudge = { id: newId(), topics: ['messages'], internal: false, finance: false, hearing }
    return post(`${ours.url}/bench/tell`, JSON.stringify({ project, nudge }))
  }
  const say = async () => {
    const answer = await fetch(`${ours.url}${urls.messages(slug, project)}?after=999999`, {
      method: 'POST',
      headers: { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin', Cookie: `__Host-session=${owner}` },
      body: new URLSearchParams({ id: newId(), body: 'Bonjour' }),
    })
    if (!answer.ok) throw new Error(`The message was answered ${answer.status}`)
  }
  for (let i = 0; i < 5; i++) {
    await room.hear(tell)
    await plain.hear(() => post(bare.url, NUDGE))
    await room.hear(say)
  }
  const times: Record<'told' | 'bare' | 'sent', number[]> = { told: [], bare: [], sent: [] }
  const once = {
    told: async () => times.told.push(...(await room.hear(tell))),
    bare: async () => times.bare.push(...(await plain.hear(() => post(bare.url, NUDGE)))),
  }
  const ratios: number[] = []
  const last = (kind: 'told' | 'bare') => quantile(times[kind].slice(-LISTENING), 0.99)
  for (let i = 0; i < rounds; i++) {
    // In turns, so that whatever else the machine does falls on both alike.
    await (i % 2 ? once.bare() : once.told())
    await (i % 2 ? once.told() : once.bare())
    ratios.push(last('told') / last('bare'))
    if (i < 40) times.sent.push(...(await room.hear(say)))
  }
  plain.close()
  for (let n = LISTENING; n < MANY; n++) await enter(n)
  const borne = (await room.hear(tell)).length
  await new Promise(resolve => setTimeout(resolve, ASLEEP))
  const woken = (await room.hear(tell)).length
  const [opened, closed] = [room.size, room.closed]
  room.close()
  return {
    ratio: median(ratios),
    ...{ told: reachOf(times.told), bare: reachOf(times.bare), sent: reachOf(times.sent) },
    ...{ opened, borne, woken, closed },
  }
}
