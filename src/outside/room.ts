import type { Topic } from '../lib/topics'

/**
 * Who may hear: membership ids by audience, read just before; all other sockets of the room are closed. `money`: those
 * of both who see amounts, and so know that there are payments at all.
 */
export type Hearing = { team: string[]; client: string[]; money: string[] }

/** What the room is told: what changed (never content), for whom, and the event's id so that one is heard once. */
export type Nudge = {
  id: string
  topics: readonly Topic[]
  internal: boolean
  finance: boolean
  hearing: Hearing
}

/** Somebody in the room now. */
export type Presence = { id: string; name: string }

/** Whose a socket is, as the guard knew them. Kept with the socket: the room forgets everything else when it sleeps. */
export type Occupant = Presence & { audience: 'team' | 'client'; sessionId: string }

/** The room's own calls, as its stub offers them. */
export interface Room {
  publish(nudge: Nudge): Promise<void>
  /** Closes the sockets of whoever is not in the hearing any more. */
  keepOnly(hearing: Hearing): Promise<void>
  /** Closes the sockets that were opened with a session. */
  closeSession(sessionId: string): Promise<void>
  present(): Promise<Presence[]>
  fetch(request: Request): Promise<Response>
}

/** A project's room. Its name is the project's id: nobody reaches it but through a guarded project. */
export const roomOf = (rooms: DurableObjectNamespace, projectId: string): Room =>
  rooms.get(rooms.idFromName(projectId)) as unknown as Room

/**
 * A person's own channel, whatever page of the workspace they are on: a room in which nobody is but them. Its name is
 * their membership's id, which is nobody else's and no project's.
 */
export const channelOf = (rooms: DurableObjectNamespace, membershipId: string): Room =>
  rooms.get(rooms.idFromName(`person:${membershipId}`)) as unknown as Room

const WHO = 'X-Occupant'

/** Opens a socket into a room. Of the browser's request nothing is passed on: who comes in is said by the guard alone. */
export const enterRoom = (room: Room, who: Occupant): Promise<Response> =>
  room.fetch(
    new Request('https://room/', {
      headers: { Upgrade: 'websocket', [WHO]: encodeURIComponent(JSON.stringify(who)) },
    }),
  )

/** Who comes in, as `enterRoom` says it. */
export const occupantOf = (request: Request): Occupant =>
  JSON.parse(decodeURIComponent(request.headers.get(WHO) ?? '')) as Occupant
