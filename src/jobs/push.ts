import { eq } from 'drizzle-orm'
import { uiFor } from '../../locales'
import { iconVersion } from '../../templates/shared/brand'
import { configOf, type Env, type Push } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import type { NewRow } from '../db/tables'
import { devicesTold, PUSH_PURPOSE } from '../domain/notifications/devices'
import { type DuePush, duePush } from '../domain/notifications/push'
import type { Category } from '../lib/cadence'
import { base64url } from '../lib/crypto'
import { say } from '../lib/log'
import { unseal } from '../lib/seal'
import { type PushAddress, type PushMessage, postPush, vapidOf } from '../outside/push'
import { sendPushes } from '../outside/queues'
import { urls } from '../urls'
import { toldSentence } from '../web/told'

/** Whether to try again, and after how many seconds where the push service said so. */
export type Tried = { again: boolean; afterSeconds?: number }

const done: Tried = { again: false }

/** What wakes a sleeping telephone: somebody waits for this very person. */
const pressing: ReadonlySet<Category> = new Set(['due', 'mention', 'reply', 'message', 'approval'])

/** A message for each device of each person who was told. Which of them are still to be told is asked when they go. */
export async function tellDevices(env: Env, rows: readonly NewRow<'notifications'>[]): Promise<void> {
  if (!vapidOf(configOf(env))) return
  const pushes = await devicesTold(enterSystem({ db: env.DB, now: Date.now() }), rows)
  if (pushes.length > 0) await sendPushes(env, pushes)
}

/** Tells one device. What its service says of it settles it: a device that is gone is forgotten. */
export async function pushTo(env: Env, push: Push, now = Date.now()): Promise<Tried> {
  const config = configOf(env)
  const system = enterSystem({ db: env.DB, now })
  const due = vapidOf(config) && (await duePush(system, push))
  if (!due) return done
  const secrets = [config.SECRET_KEY, config.SECRET_KEY_OLD]
  const address = await unseal<PushAddress>(secrets, PUSH_PURPOSE, due.sealed).catch(() => null)
  if (!address) return settle(system, push, 'gone')
  const pushed = await postPush(config, address, await messageOf(due, now), now)
  if ('problem' in pushed) say('push not taken', { ...push, ...pushed })
  if (pushed.outcome === 'again') return { again: true, afterSeconds: pushed.afterSeconds }
  return settle(system, push, pushed.outcome)
}

/** Forgets a device that is gone, and notes when one was told. */
async function settle(system: SystemScope, push: Push, outcome: 'told' | 'gone' | 'refused'): Promise<Tried> {
  const { write, now } = system
  const its = eq(system.table('pushSubscriptions').id, push.deviceId)
  const change = {
    told: [write.updateAll('pushSubscriptions', { toldAt: now }, its)],
    gone: [write.removeAll('pushSubscriptions', its)],
    refused: [],
  }[outcome]
  if (change.length > 0) await system.commitOwn(change)
  return done
}

/**
 * What the screen shows: who, where, what, in the reader's language; never people's own words, for a locked screen
 * shows them to whoever stands beside it.
 */
async function messageOf(due: DuePush, now: number): Promise<PushMessage> {
  const { notification, workspace, project, event, locale } = due
  const ui = await uiFor(locale, workspace, now)
  const topic = await topicOf(notification)
  return {
    topic,
    urgency: pressing.has(notification.category) ? 'high' : 'normal',
    words: {
      id: notification.id,
      title: [project ?? workspace.name, numberOf(due)].filter(Boolean).join(' · '),
      body: toldSentence(ui, { ...event, kind: notification.kind, event: event.kind }),
      path: notification.path,
      tag: topic,
      lang: ui.locale,
      icon: urls.appIcon(workspace.slug, '192', iconVersion(workspace)),
      badge: urls.appIcon(workspace.slug, 'badge', iconVersion(workspace)),
    },
  }
}

/** A request is known by its number. */
const numberOf = ({ notification: { path }, event: { facts } }: DuePush): string | undefined =>
  typeof facts?.number === 'number' && path.includes('/tickets/') ? `#${facts.number}` : undefined

/** One page of one person: a later message about it takes the place of the earlier. */
async function topicOf({ membershipId, path }: { membershipId: string; path: string }): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${membershipId} ${path}`))
  return base64url(digest).slice(0, 32)
}
