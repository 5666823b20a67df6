import { configOf, type Env } from '../config'
import { say } from '../lib/log'
import { queueNames } from '../outside/queues'
import { bury } from './dead'
import { followEvent } from './events'
import { sendMail } from './mail'
import { checkMessage, eventsMessage, mailMessage, pushMessage, webhookMessage } from './messages'
import { consumeWebhook } from './webhooks'

const DEAD = '-dead'
/** How often a mail's message comes back by itself, more often when told when; then its row and the cron keep trying. */
const MAIL_TRIES = { guessed: 4, told: 8 }
/** Then it is let go: the mail and the bell say the same. */
const PUSH_TRIES = 4
/** Seconds: while the configuration is wrong, messages wait rather than use up their tries. */
const MENDING = 300

/** What becomes of a message: done, to come again, or of a shape that no try can mend. */
type Outcome = 'done' | 'unreadable' | { delaySeconds: number }

/**
 * Every message of every queue. Each is acknowledged or sent back by itself, one after the other: one that cannot be
 * handled leaves its neighbours alone, and ends in a dead-letter queue that is read here too.
 */
export async function queue(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  if (!batch.queue.endsWith(DEAD) && !configured(env)) return batch.retryAll({ delaySeconds: MENDING })
  for (const message of batch.messages) await handle(batch.queue, message, env)
}

/** Says what is missing instead of failing on each message. What has died needs no configuration to be kept. */
function configured(env: Env): boolean {
  try {
    return Boolean(configOf(env))
  } catch (error) {
    say('configuration', { message: (error as Error).message })
    return false
  }
}

async function handle(name: string, message: Message<unknown>, env: Env): Promise<void> {
  const started = Date.now()
  const done = (how: string) => say('message', { queue: name, id: message.id, how, ms: Date.now() - started })
  try {
    const outcome = await work(name, message, env)
    if (outcome === 'unreadable') await bury(env, name, message)
    if (typeof outcome === 'object') message.retry(outcome)
    else message.ack()
    done(typeof outcome === 'object' ? 'again' : outcome)
  } catch (error) {
    say('message failed', { queue: name, id: message.id, attempts: message.attempts, ...faultOf(error) })
    message.retry({ delaySeconds: backoff(message.attempts) })
  }
}

async function work(name: string, message: Message<unknown>, env: Env): Promise<Outcome> {
  const { body, attempts } = message
  if (name.endsWith(DEAD)) {
    await bury(env, name.slice(0, -DEAD.length), message)
    return 'done'
  }
  if (name === queueNames.events)
    return (await check(env, body)) ?? (await push(env, body, attempts)) ?? drawAll(env, body)
  if (name === queueNames.mail) return send(env, body, attempts)
  if (name === queueNames.webhooks) return apply(env, body)
  return 'unreadable'
}

/** The check of a large upload. One that fails is not given up: the cron sends it again until its day is over. */
async function check(env: Env, body: unknown): Promise<Outcome | undefined> {
  const parsed = checkMessage.safeParse(body)
  if (!parsed.success) return undefined
  const { checkUpload } = await import('./parts')
  try {
    await checkUpload(env, parsed.data.uploadId)
  } catch (error) {
    say('upload not checked', { uploadId: parsed.data.uploadId, ...faultOf(error) })
  }
  return 'done'
}

/** A notification for one device. Nobody waits for it, and none of it ends among the dead letters. */
async function push(env: Env, body: unknown, attempts: number): Promise<Outcome | undefined> {
  const parsed = pushMessage.safeParse(body)
  if (!parsed.success) return undefined
  const { pushTo } = await import('./push')
  const pushed = await pushTo(env, parsed.data).catch(error => {
    say('push failed', { ...parsed.data, ...faultOf(error) })
    return { again: true, afterSeconds: undefined }
  })
  if (!pushed.again || attempts >= PUSH_TRIES) return 'done'
  return { delaySeconds: pushed.afterSeconds ?? backoff(attempts) }
}

/** All events of a message; one that fails brings the message back, which finds the others done. */
async function drawAll(env: Env, body: unknown): Promise<Outcome> {
  const parsed = eventsMessage.safeParse(body)
  if (!parsed.success) return 'unreadable'
  const failures: unknown[] = []
  for (const id of parsed.data.eventIds) await followEvent(env, id).catch(error => failures.push(error))
  if (failures.length > 0) throw failures[0]
  return 'done'
}

async function apply(env: Env, body: unknown): Promise<Outcome> {
  const parsed = webhookMessage.safeParse(body)
  if (!parsed.success) return 'unreadable'
  await consumeWebhook(env, parsed.data)
  return 'done'
}

async function send(env: Env, body: unknown, attempts: number): Promise<Outcome> {
  const parsed = mailMessage.safeParse(body)
  if (!parsed.success) return 'unreadable'
  const sent = await sendMail(env, parsed.data.mailId)
  if (sent.settled) return 'done'
  const { afterSeconds } = sent
  if (attempts >= (afterSeconds ? MAIL_TRIES.told : MAIL_TRIES.guessed)) return 'done'
  return { delaySeconds: afterSeconds ? afterSeconds + attempts - 1 : backoff(attempts) }
}

/** Seconds: 5, 10, 20… to five minutes. */
const backoff = (attempts: number): number => Math.min(300, 5 * 2 ** Math.max(0, attempts - 1))

/** A database's message about a query holds its parameters, which are people's words: only its cause is said. */
function faultOf(error: unknown) {
  const { name, message, cause } = error as Error
  return {
    name,
    why: cause instanceof Error ? cause.message : message.startsWith('Failed query') ? '' : message,
  }
}
