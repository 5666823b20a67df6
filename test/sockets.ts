import type { Topic } from '../src/lib/topics'
import type { Presence } from '../src/outside/room'
import { urls } from '../src/urls'
import { as, type Browser, ORIGIN } from './harness'
import { type PersonName, world } from './world'

type Said = { topics?: Topic[]; presence?: Presence[]; typing?: Presence; read?: boolean }

/** A person's socket in a project's room, opened through the app's own route. */
export class Socket {
  readonly said: Said[] = []
  closed: number | null = null
  readonly #ws: WebSocket

  constructor(ws: WebSocket) {
    this.#ws = ws
    ws.addEventListener('message', event => {
      this.said.push(JSON.parse(String(event.data)))
    })
    ws.addEventListener('close', event => {
      this.closed = event.code
    })
    ws.accept()
  }

  send(data: string | Uint8Array) {
    this.#ws.send(data)
  }
  close() {
    this.#ws.close(1000)
  }

  get topics(): Topic[] {
    return this.said.flatMap(s => s.topics ?? [])
  }
  get typing(): string[] {
    return this.said.flatMap(s => s.typing?.name ?? [])
  }
  /** The names last told. */
  get present(): string[] {
    return this.said.findLast(s => s.presence)?.presence?.map(p => p.name) ?? []
  }
}

type Place = { id: string; workspace: string }

export const knock = (browser: Browser, place: Place = world.site, headers: Record<string, string> = {}) =>
  browser.get(urls.live(place.workspace, place.id), { Upgrade: 'websocket', Origin: ORIGIN, ...headers })

/** Opens a socket; the answer must be 101. */
export async function socketOf(name: PersonName | Browser, place: Place = world.site): Promise<Socket> {
  const response = await knock(typeof name === 'string' ? await as(name) : name, place)
  if (!response.webSocket) throw new Error(`The socket was answered ${response.status}`)
  return new Socket(response.webSocket)
}

/** Knocks at a person's own channel in a workspace. */
export const knockAtChannel = (browser: Browser, slug = 'atelier', headers: Record<string, string> = {}) =>
  browser.get(urls.channel(slug), { Upgrade: 'websocket', Origin: ORIGIN, ...headers })

/** Opens a person's own channel; the answer must be 101. */
export async function channelOf(name: PersonName | Browser, slug = 'atelier'): Promise<Socket> {
  const response = await knockAtChannel(typeof name === 'string' ? await as(name) : name, slug)
  if (!response.webSocket) throw new Error(`The channel was answered ${response.status}`)
  return new Socket(response.webSocket)
}
