import type { Env, Push } from '../config'

/** As many messages as one call to the queue takes. */
const AT_ONCE = 100

async function sendAll<T>(queue: Queue<T>, bodies: T[], delaySeconds?: number): Promise<void> {
  for (let at = 0; at < bodies.length; at += AT_ONCE) {
    const some = bodies.slice(at, at + AT_ONCE)
    await queue.sendBatch(
      some.map(body => ({ body, contentType: 'json', ...(delaySeconds && { delaySeconds }) })),
    )
  }
}

/** One message an event: what goes wrong with one does not hold up another. */
export const sendEvents = (env: Pick<Env, 'EVENTS'>, ids: string[]): Promise<void> =>
  sendAll(
    env.EVENTS,
    ids.map(id => ({ eventIds: [id] })),
  )

/** Large uploads that are whole and wait to be read through. */
export const sendChecks = (env: Pick<Env, 'EVENTS'>, ids: string[]): Promise<void> =>
  sendAll(
    env.EVENTS,
    ids.map(uploadId => ({ uploadId })),
  )

/** So long (seconds) a message for a device waits: whoever is reading the thing itself has read it by then. */
const BEFORE_PUSH = 8

export const sendPushes = (env: Pick<Env, 'EVENTS'>, pushes: Push[]): Promise<void> =>
  sendAll(env.EVENTS, pushes, BEFORE_PUSH)

/** @param delaySeconds how long they wait in the queue; absent: not at all */
export const sendMails = (env: Pick<Env, 'MAIL'>, ids: string[], delaySeconds?: number): Promise<void> =>
  sendAll(
    env.MAIL,
    ids.map(mailId => ({ mailId })),
    delaySeconds,
  )

/** Our queues, by the name their messages arrive under. A dead-letter queue adds `-dead`. */
export const queueNames = {
  events: 'parvis-events',
  mail: 'parvis-mail',
  webhooks: 'parvis-webhooks',
} as const

/** Puts a message that had been given up back where it came from. */
export async function sendAgain(env: Env, queue: string, body: unknown): Promise<void> {
  if (queue === queueNames.events) await env.EVENTS.send(body as { eventIds: string[] })
  else if (queue === queueNames.mail) await env.MAIL.send(body as { mailId: string })
  else if (queue === queueNames.webhooks) await env.WEBHOOKS.send(body as { provider: string; id: string })
  else throw new Error(`No queue is called ${queue}`)
}
