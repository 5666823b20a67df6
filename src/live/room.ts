import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../config'
import type { Hearing, Nudge, Presence } from '../outside/room'

/** The Durable Object of a project: sockets, presence, typing. It never sees content. */
export class ProjectRoom extends DurableObject<Env> {
  async publish(_nudge: Nudge): Promise<void> {}
  async keepOnly(_hearing: Hearing): Promise<void> {}
  async present(): Promise<Presence[]> {
    return []
  }
}
