import { DurableObject } from 'cloudflare:workers'

type Env = { ROOM: DurableObjectNamespace<ProjectRoom> }

/** The least that a room can be: it takes sockets in and tells all of them the same. Nobody is known, nothing asked. */
export class ProjectRoom extends DurableObject<Env> {
  override async fetch(): Promise<Response> {
    const { 0: theirs, 1: ours } = new WebSocketPair()
    this.ctx.acceptWebSocket(ours)
    return new Response(null, { status: 101, webSocket: theirs })
  }

  async broadcast(text: string): Promise<void> {
    for (const ws of this.ctx.getWebSockets()) ws.send(text)
  }
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const room = env.ROOM.get(env.ROOM.idFromName('bare'))
    if (request.headers.get('Upgrade') === 'websocket') return room.fetch(request)
    await room.broadcast(await request.text())
    return new Response('told')
  },
}
