import { env } from 'cloudflare:workers'
import type { Env } from '../src/config'
import type { NewEvent } from '../src/db/commit'
import type { MailDraft } from '../src/domain/events/meaning'
import { followEvent } from '../src/jobs/events'
import { sweepGroups } from '../src/jobs/groups'
import { sendMail } from '../src/jobs/mail'
import { urls } from '../src/urls'
import { rows, scopeIn } from './harness'
import { type PersonName, people, world } from './world'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** The real bindings, with a queue of mails that only notes what it was given. */
export function noted() {
  const handed: { id: string; delaySeconds?: number }[] = []
  const MAIL = {
    sendBatch: async (batch: { body: { mailId: string }; delaySeconds?: number }[]) => {
      for (const { body, delaySeconds } of batch) handed.push({ id: body.mailId, delaySeconds })
    },
  }
  return { handed, env: { ...env, MAIL, EVENTS: { sendBatch: async () => {} } } as unknown as Env }
}

type Thing = {
  /** A word that nothing else says, by which the mail is known. */
  word: string
  to: PersonName | PersonName[]
  at: number
  /** Which row of the table tells it; else a message in the conversation. */
  kind?: string
  mail?: Partial<MailDraft>
  project?: { id: string; workspace: string; client: string }
  event?: Partial<NewEvent>
}

/** Something happens and is told, through the real consumer. @returns the event's id */
export async function tell(thing: Thing, told = noted().env): Promise<string> {
  const { word, to, at, kind = 'message.posted', project = world.site, event = {} } = thing
  const scope = await scopeIn(project.workspace === 'savane' ? 'awa' : 'camille', project, at)
  await scope.commit([], { kind, ...event })
  const [line] = await rows<{ id: string }>('select id from events order by rowid desc limit 1')
  const id = line?.id ?? ''
  const mail: MailDraft = {
    kind: 'messages.mail.posted',
    values: { name: 'Camille', project: 'Site' },
    quote: word,
    path: urls.messages(project.workspace, project.id),
    ...thing.mail,
  }
  const ids = [to].flat().map(name => people[name].membership)
  const meaning = { line: 'errors.home', topics: [], tell: async () => [{ to: ids, mail }] } as const
  await followEvent(told, id, () => meaning, at)
  return id
}

/** A file, whose mails wait for all of the project's. */
export const aFile = {
  kind: 'file.added',
  mail: { kind: 'files.mail.added', values: { project: 'Site', author: 'Camille', count: 1 } },
} as const

/** Chooses how somebody is told of a kind of thing. */
export const prefers = (name: PersonName, category: string, cadence: string) =>
  rows(
    `insert into notification_choices (workspace_id, membership_id, category, cadence)
     values ((select workspace_id from memberships where id = ?1), ?1, ?2, ?3)
     on conflict do update set cadence = ?3`,
    ...[people[name].membership, category, cadence],
  )

/** One minute of the cron, and what it hands over sent at once. @returns the mails that it made */
export async function minute(at: number): Promise<string[]> {
  const { env, handed } = noted()
  await sweepGroups(env, at)
  for (const { id } of handed) await sendMail(env, id, at)
  return handed.map(one => one.id)
}
