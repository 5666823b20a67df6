import { and, eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Write as Writing } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { optionalWords, words } from '../../lib/fields'
import { type Report, readReport } from './reports'
import { gatherWeek, type Write } from './week'

/** What a person makes of a draft. `seen`: the state of it that they had before them. */
export const reportInput = z.object({
  body: words(8000),
  /** Absent: as it stands. */
  money: z.union([z.undefined(), optionalWords(3000)]),
  seen: z.coerce.number().int().min(0).catch(0),
})
export type ReportInput = z.output<typeof reportInput>

/** What stands for the state of a draft: changes with every edit. */
export const seenOf = (report: Pick<Report, 'changedAt'>): number => report.changedAt ?? 0

/** A draft that can still be sent. @throws NotFound, Conflict once it is sent, left or over */
export async function draftToSend(scope: ProjectScope, id: string): Promise<Report> {
  if (!scope.isTeam) throw new NotFound()
  const report = await readReport(scope, id)
  if (!report.open) throw new Conflict('report_over')
  return report
}

/** The words as they are to stand; from whoever sees no amounts, none about them. */
const wordsOf = (scope: ProjectScope, { body, money }: ReportInput) => ({
  body,
  ...(scope.can.finance && money !== undefined && { money }),
})

/** Whether they are others than those that stand. */
const differ = (words: ReturnType<typeof wordsOf>, report: Report) =>
  words.body !== report.body || (words.money !== undefined && words.money !== report.money)

/** The draft, if nobody changed, sent or left it meanwhile, in a project that is still under way. */
function changing(
  scope: ProjectScope,
  id: string,
  seen: number,
  set: Parameters<typeof scope.update<'weeklyReports'>>[1],
): Writing[] {
  const unchanged = sql`coalesce(changed_at, 0) = ${seen}`
  return [
    scope.update('weeklyReports', set, r => and(eq(r.id, id), eq(r.state, 'draft'), unchanged)),
    scope.require(underWay(scope)),
  ]
}

/** That the project is under way at that place of the batch, and still wants its reports like that. */
export function underWay(scope: ProjectScope, weekly?: 'draft' | 'auto'): SQL {
  const p = scope.view('projects', 'way')
  const same = weekly ? sql`and ${p.weekly} = ${weekly}` : sql``
  return sql`exists (select 1 from ${p} where ${p.state} = 'in_progress' and ${p.archivedAt} is null ${same})`
}

/** Later than what was seen, so that the next reader can tell. */
const changed = (scope: ProjectScope, seen: number) => ({
  changedAt: Math.max(scope.now, seen + 1),
  changedBy: scope.me,
})

/** Keeps other words. @throws NotFound, Conflict (over, or changed meanwhile) */
export async function saveDraft(scope: ProjectScope, id: string, input: ReportInput): Promise<void> {
  const report = await draftToSend(scope, id)
  const words = wordsOf(scope, input)
  if (!differ(words, report)) return
  await scope.commit(changing(scope, id, input.seen, { ...words, ...changed(scope, input.seen) }), {
    kind: 'report.changed',
    subjectId: id,
    internal: true,
    facts: { week: report.week },
  })
}

/** Sends it to the client with these words: one commit. @throws NotFound, Conflict (over, or changed meanwhile) */
export async function sendReport(scope: ProjectScope, id: string, input: ReportInput): Promise<void> {
  const report = await draftToSend(scope, id)
  const words = wordsOf(scope, input)
  const set = {
    ...words,
    ...(differ(words, report) && changed(scope, input.seen)),
    state: 'sent' as const,
    sentAt: scope.now,
    sentBy: scope.me,
  }
  await scope.commit(changing(scope, id, input.seen, set), sent(report))
}

/**
 * Sends it by itself, as it stands.
 * @throws NotFound, Conflict (over, changed meanwhile, or not to go by itself any more)
 */
export async function sendBySelf(scope: ProjectScope, id: string): Promise<void> {
  const report = await draftToSend(scope, id)
  if (!report.auto) throw new Conflict('report_over')
  const set = { state: 'sent' as const, sentAt: scope.now }
  const still = scope.update('weeklyReports', set, r =>
    and(eq(r.id, id), eq(r.state, 'draft'), eq(r.auto, true)),
  )
  await scope.commit([still, scope.require(underWay(scope))], sent(report))
}

const sent = (report: Report) => ({
  kind: 'report.sent',
  subjectId: report.id,
  facts: { week: report.week },
})

/** Sends nothing for that week; the words are kept. @throws NotFound, Conflict (over, or changed meanwhile) */
export async function leaveReport(scope: ProjectScope, id: string, input: ReportInput): Promise<void> {
  const report = await draftToSend(scope, id)
  const set = { ...wordsOf(scope, input), ...changed(scope, input.seen), state: 'left' as const }
  await scope.commit(changing(scope, id, input.seen, set), {
    kind: 'report.left',
    subjectId: id,
    internal: true,
    facts: { week: report.week },
  })
}

/**
 * What a draft would say if it were made now; nothing is written. The part about money only for whoever sees amounts.
 * @throws NotFound, Conflict (over)
 */
export async function compiledAnew(
  scope: ProjectScope,
  id: string,
  write: Write,
): Promise<{ report: Report; body: string; money: string }> {
  const report = await draftToSend(scope, id)
  return { report, ...write(await gatherWeek(scope)) }
}
