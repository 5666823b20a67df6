import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import { queueNames } from '../outside/queues'

const MINUTE = 60_000

/** What was given up and got done all the same, by the cron or another message, is no failure any more. */
export async function settleLetters(env: Env, now: number): Promise<{ settled: number }> {
  const system = enterSystem({ db: env.DB, now })
  const [rows = []] = await system.run([
    system.raw(
      `update dead_letters set settled_at = ?1 where settled_at is null and (
        queue = ?2 and json_type(body, '$.eventIds') = 'array' and not exists (
          select 1 from json_each(body, '$.eventIds') e join outbox o on o.event_id = e.value)
        or queue = ?3 and exists (
          select 1 from mails where id = json_extract(body, '$.mailId') and state <> 'queued')
        or queue = ?4 and exists (
          select 1 from webhook_events w where w.provider = json_extract(body, '$.provider')
            and w.id = json_extract(body, '$.id') and w.processed_at is not null)
      ) returning id`,
      now,
      queueNames.events,
      queueNames.mail,
      queueNames.webhooks,
    ),
  ])
  return { settled: rows.length }
}

/**
 * What lies open, for whoever watches the logs: given up of no workspace too, or waiting longer than ten minutes. A mail
 * that waited for others is late once the cron has taken it up three times.
 */
export async function countOpen(env: Env, now: number): Promise<Record<string, number>> {
  const system = enterSystem({ db: env.DB, now })
  const [rows = []] = await system.run([
    system.raw(
      `select (select count(*) from dead_letters where settled_at is null) dead,
        (select count(*) from outbox where at < ?1) lateEvents,
        (select count(*) from mails where state = 'queued' and created_at < ?1
          and held_until is null and (group_key is null or tries > 2)) lateMails`,
      now - 10 * MINUTE,
    ),
  ])
  return (rows[0] ?? {}) as Record<string, number>
}
