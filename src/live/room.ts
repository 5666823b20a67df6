import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../config'
import { type Hearing, type Nudge, type Occupant, occupantOf, type Presence } from '../outside/room'
import { Pace } from './pace'

/** Sockets of one person (tabs and devices), and of everybody. */
export const PER_PERSON = 12
export const PER_ROOM = 1000
/** Bytes of a frame that is read at all; ours have twenty. */
const FRAME = 1024
/** That somebody read is told once for all who did in so many ms. */
const READ = 1000
/** «écrit…» is passed on at most this often for a socket, in ms. */
const TYPING = 2000
/** Events remembered, so that one is heard once though it is told right after its commit and again by the queue. */
const REMEMBERED = 200
/** However quiet, a socket goes through the guard again after this long: no session is outlived by more. */
const LIFE = 4 * 3_600_000
/** Pages say `ping` every 45 s, hidden ones every minute; after three minutes nobody is there. */
const SILENT = 3 * 60_000

/** Access is gone: the page does not try again by itself. */
const GONE = 4003
/** Come in again. */
const ANEW = 1012
const FLOOD = 1008

type Kept = Occupant & { since: number }
type Seat = { ws: WebSocket; who: Kept }

/**
 * The Durable Object of a project: sockets, presence, typing. It never sees content, and it sleeps between frames:
 * who a socket is stands with the socket, everything else here may be forgotten.
 */
export class ProjectRoom extends DurableObject<Env> {
  readonly #told = new Set<string>()
  readonly #paces = new WeakMap<WebSocket, Pace>()
  #reading: ReturnType<typeof setTimeout> | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // Answered without waking the room.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Takes a socket in; `enterRoom` is the only caller. */
  override async fetch(request: Request): Promise<Response> {
    const who = occupantOf(request)
    if (!this.#hasRoomFor(who)) return new Response(null, { status: 429, headers: { 'Retry-After': '60' } })
    const known = this.#isHere(who.id)
    const { 0: theirs, 1: ours } = new WebSocketPair()
    this.ctx.acceptWebSocket(ours, [who.id, who.sessionId])
    ours.serializeAttachment({ ...who, since: Date.now() } satisfies Kept)
    if (known) send(ours, await this.#presence())
    else await this.#tellPresence()
    return new Response(null, { status: 101, webSocket: theirs })
  }

  /** Tells who may hear it which topics changed; an event that was told already only closes who may not hear. */
  async publish({ id, topics, internal, finance, hearing }: Nudge): Promise<void> {
    const stay = await this.#keep(hearing)
    if (this.#told.has(id)) return
    this.#told.add(id)
    for (const old of this.#told) if (this.#told.size > REMEMBERED) this.#told.delete(old)
    const text = JSON.stringify({ topics })
    for (const { ws, who } of stay)
      if ((!internal || who.audience === 'team') && (!finance || hearing.money.includes(who.id)))
        send(ws, text)
  }

  async keepOnly(hearing: Hearing): Promise<void> {
    await this.#keep(hearing)
  }

  /** Closes whoever may not hear, and those who have to come in again. @returns the others */
  async #keep(hearing: Hearing): Promise<Seat[]> {
    const may = { team: new Set(hearing.team), client: new Set(hearing.client) }
    const late = Date.now() - LIFE
    const seats = this.#seats()
    const stay = seats.filter(({ who }) => may[who.audience].has(who.id))
    for (const { ws, who } of seats) if (!may[who.audience].has(who.id)) close(ws, GONE)
    for (const { ws, who } of stay) if (who.since < late) close(ws, ANEW)
    if (stay.length < seats.length) await this.#tellPresence()
    return stay.filter(({ who }) => who.since >= late)
  }

  async closeSession(sessionId: string): Promise<void> {
    const seats = this.#seats(sessionId)
    for (const { ws } of seats) close(ws, GONE)
    if (seats.length > 0) await this.#tellPresence()
  }

  /** Everybody here once, however many sockets they have, by name. */
  async present(): Promise<Presence[]> {
    const people = new Map<string, Presence>()
    for (const { who } of this.#seats()) people.set(who.id, { id: who.id, name: who.name })
    return [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  override async webSocketMessage(ws: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const pace = this.#paceOf(ws)
    const allowed = pace.take(Date.now())
    if (allowed === 'flood') return close(ws, FLOOD)
    if (!allowed || typeof data !== 'string' || data.length > FRAME) return
    const frame = parsed(data)
    if (frame?.read === true) return this.#read(ws)
    if (frame?.typing !== true || !pace.every(TYPING, Date.now())) return
    const { id, name } = keptOf(ws)
    const text = JSON.stringify({ typing: { id, name } })
    for (const seat of this.#seats()) if (seat.who.id !== id) send(seat.ws, text)
  }

  /**
   * Somebody read the conversation: their other screens count anew, and those who wait to be read may ask who it was.
   * Nobody is named here: what each may know of is the page's to say.
   */
  #read(ws: WebSocket): void {
    const { id } = keptOf(ws)
    for (const seat of this.#seats(id)) if (seat.ws !== ws) send(seat.ws, '{"read":true}')
    this.#reading ??= setTimeout(() => {
      this.#reading = undefined
      for (const seat of this.#seats()) send(seat.ws, '{"topics":["reads"]}')
    }, READ)
  }

  override async webSocketClose(ws: WebSocket): Promise<void> {
    if (!this.#isHere(keptOf(ws).id, ws)) await this.#tellPresence(ws)
  }

  override async webSocketError(ws: WebSocket): Promise<void> {
    await this.webSocketClose(ws)
  }

  /** The open sockets, or those of a person or of a session. */
  #seats(tag?: string): Seat[] {
    return this.ctx
      .getWebSockets(tag)
      .filter(ws => ws.readyState === WebSocket.OPEN)
      .map(ws => ({ ws, who: keptOf(ws) }))
  }

  #isHere(id: string, but?: WebSocket): boolean {
    return this.#seats(id).some(seat => seat.ws !== but)
  }

  /** Sockets that a lost network left behind give way first. */
  #hasRoomFor(who: Occupant): boolean {
    if (this.#seats(who.id).length < PER_PERSON && this.#seats().length < PER_ROOM) return true
    for (const { ws, who: other } of this.#seats()) {
      const heard = this.ctx.getWebSocketAutoResponseTimestamp(ws)?.getTime() ?? other.since
      if (heard < Date.now() - SILENT) close(ws, ANEW)
    }
    return this.#seats(who.id).length < PER_PERSON && this.#seats().length < PER_ROOM
  }

  async #presence(): Promise<string> {
    return JSON.stringify({ presence: await this.present() })
  }

  async #tellPresence(but?: WebSocket): Promise<void> {
    const text = await this.#presence()
    for (const { ws } of this.#seats()) if (ws !== but) send(ws, text)
  }

  #paceOf(ws: WebSocket): Pace {
    let pace = this.#paces.get(ws)
    if (!pace) {
      pace = new Pace()
      this.#paces.set(ws, pace)
    }
    return pace
  }
}

const keptOf = (ws: WebSocket) => ws.deserializeAttachment() as Kept

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A socket may die between being listed and being written to; its own closing event follows. */
function send(ws: WebSocket, text: string): void {
  try {
    ws.send(text)
  } catch {}
}

function close(ws: WebSocket, code: number): void {
  try {
    ws.close(code)
  } catch {}
}
