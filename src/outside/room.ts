import type { Topic } from '../lib/topics'

/** Who may hear: membership ids by audience, read just before; all other sockets of the room are closed. */
export type Hearing = { team: string[]; client: string[] }

/** What the room is told: what changed (never content), for whom, and the event's id so that one is heard once. */
export type Nudge = { id: string; topics: readonly Topic[]; internal: boolean; hearing: Hearing }

/** Somebody in the room now. */
export type Presence = { id: string; name: string }

/** The room's own calls, as its stub offers them. */
export interface Room {
  publish(nudge: Nudge): Promise<void>
  /** Closes the sockets of whoever is not in the hearing any more. */
  keepOnly(hearing: Hearing): Promise<void>
  present(): Promise<Presence[]>
  fetch(request: Request): Promise<Response>
}

/** A project's room. Its name is the project's id: nobody reaches it but through a guarded project. */
export const roomOf = (rooms: DurableObjectNamespace, projectId: string): Room =>
  rooms.get(rooms.idFromName(projectId)) as unknown as Room
