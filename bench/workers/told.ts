import worker from './worker.js'

export * from './worker.js'

type Room = { publish(nudge: unknown): Promise<void> }
type Env = Record<string, unknown> & { ROOM: DurableObjectNamespace }

/** The very same Worker, whose rooms can be told something without a message being written: `/bench/tell`. */
export default {
  ...worker,
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname !== '/bench/tell') return worker.fetch(request, env, context)
    const { project, nudge } = (await request.json()) as { project: string; nudge: unknown }
    const room = env.ROOM.get(env.ROOM.idFromName(project)) as unknown as Room
    await room.publish(nudge)
    return new Response('told')
  },
}
