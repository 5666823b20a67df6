import { eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, MailDraft, Meanings, Telling } from '../events/meaning'
import { contactsOf, type Recipient, teamOf, whoMayEnter } from '../events/recipients'

async function told(scope: ProjectScope, event: Happened) {
  const r = scope.view('weeklyReports')
  const [people, [report]] = await scope.read(
    whoMayEnter(scope),
    scope
      .select({
        state: r.state,
        week: r.week,
        body: r.body,
        money: sql<string>`${r.money}`.as('money_words'),
      })
      .from(r)
      .where(eq(r.id, event.subjectId ?? '')),
  )
  return { people: people as Recipient[], report }
}

/** The mail's content is the report's; a quotation takes 4,000 characters, and says where there were more. */
const LONGEST = 3900
const quoted = (words: string): string =>
  words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : words

const draftOf = (
  scope: ProjectScope,
  event: Happened,
  week: string,
  more: Pick<MailDraft, 'kind'> & Partial<MailDraft>,
): MailDraft => ({
  ...more,
  values: { project: scope.project.name, week: { day: week }, ...more.values },
  path: urls.report(scope.workspace.slug, scope.project.id, event.subjectId ?? ''),
})

/** The team that may enter the project learns of its draft, while there is one to send. */
async function drafted(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const { people, report } = await told(scope, event)
  if (report?.state !== 'draft') return []
  const { sendAt } = event.facts ?? {}
  const mail =
    typeof sendAt === 'number'
      ? { kind: 'reports.mail.drafted_auto', values: { at: { at: sendAt } } }
      : { kind: 'reports.mail.drafted' }
  return [
    {
      to: teamOf(people),
      mail: draftOf(scope, event, report.week, { ...mail, quote: quoted(report.body) }),
    },
  ]
}

/** The contacts get its words; those who see amounts, those about money too. */
async function sent(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const { people, report } = await told(scope, event)
  if (report?.state !== 'sent') return []
  const mail = (words: string, finance: boolean) =>
    draftOf(scope, event, report.week, { kind: 'reports.mail.sent', quote: quoted(words), finance })
  const all = contactsOf(people)
  if (!report.money) return [{ to: all, mail: mail(report.body, false) }]
  const payers = contactsOf(people, null, true)
  return [
    { to: payers, mail: mail(`${report.body}\n\n${report.money}`, true) },
    { to: all.filter(id => !payers.includes(id)), mail: mail(report.body, false) },
  ]
}

export const reportEvents = {
  'report.drafted': { line: 'reports.journal.drafted', topics: ['project'], tell: drafted },
  'report.changed': { line: 'reports.journal.changed', topics: ['project'] },
  'report.left': { line: 'reports.journal.left', topics: ['project'] },
  'report.sent': { line: 'reports.journal.sent', topics: ['project'], tell: sent },
  'project.weekly_set': { line: 'reports.journal.weekly_set', topics: ['project'] },
} satisfies Meanings
