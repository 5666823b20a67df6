import { eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Tables } from '../../db/tables'
import { isId } from '../../lib/id'

/** The journal's kinds, in the groups that a reader asks for; each by how its event kinds begin. */
const groups = {
  project: ['project.', 'phase.', 'invitation.', 'person.', 'report.', 'reminder.'],
  tasks: ['task.'],
  tickets: ['ticket.'],
  messages: ['message.'],
  files: ['file.'],
  payments: ['payment.'],
  approvals: ['approval.'],
  notes: ['note.'],
} as const
export type Group = keyof typeof groups

/** The groups in which this reader can find anything at all. */
export const groupsFor = (reader: { isTeam: boolean; can: { finance: boolean } }): Group[] =>
  (Object.keys(groups) as Group[]).filter(
    group => (group !== 'notes' || reader.isTeam) && (group !== 'payments' || reader.can.finance),
  )

/** What nobody did: a webhook, a cron. */
export const SYSTEM = 'system'

const id = z.string().refine(isId).optional().catch(undefined)

/** What the address asks for; what it misspells is left out. */
export const journalInput = z.object({
  kind: z
    .enum(Object.keys(groups) as [Group, ...Group[]])
    .optional()
    .catch(undefined),
  person: z
    .union([z.literal(SYSTEM), z.string().refine(isId)])
    .optional()
    .catch(undefined),
  /** The page begins below this line. */
  before: id,
  /** The page reaches down to this line at least: what a page that stays open has shown already. */
  since: id,
})
export type JournalFilter = z.output<typeof journalInput>

/** The condition of a filter on events. */
export function matching({ kind, person }: JournalFilter, events: Tables['events']): (SQL | undefined)[] {
  return [
    kind && or(...groups[kind].map(begin => sql`${events.kind} glob ${`${begin}*`}`)),
    person && (person === SYSTEM ? isNull(events.actorId) : eq(events.actorId, person)),
  ].map(condition => condition || undefined)
}
