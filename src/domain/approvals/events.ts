import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { type Recipient, teamOf, whoMayEnter } from '../events/recipients'

const topics = ['project', 'files'] as const

export const approvalEvents = {
  'approval.asked': {
    line: 'approvals.journal.asked',
    topics,
    tell: (scope: ProjectScope, event: Happened) => tell(scope, event, 'asked'),
  },
  'approval.approved': {
    line: 'approvals.journal.approved',
    topics,
    tell: (scope: ProjectScope, event: Happened) => tell(scope, event, 'approved'),
  },
  'approval.changes': {
    line: 'approvals.journal.changes',
    topics,
    tell: (scope: ProjectScope, event: Happened) => tell(scope, event, 'changes'),
  },
  'approval.withdrawn': { line: 'approvals.journal.withdrawn', topics },
  'approval.superseded': { line: 'approvals.journal.superseded', topics },
} satisfies Meanings

/** Those who may decide are asked, the team hears what was decided; nothing is said of what no longer holds. */
async function tell(
  scope: ProjectScope,
  event: Happened,
  what: 'asked' | 'approved' | 'changes',
): Promise<Telling[]> {
  const a = scope.view('approvals')
  const [[approval], entering] = await scope.read(
    scope
      .select({ id: a.id, title: a.title, state: a.state, message: a.message, comment: a.comment })
      .from(a)
      .where(eq(a.id, event.subjectId ?? '')),
    whoMayEnter(scope),
  )
  if (!approval || approval.state !== what) return []
  const people = entering as Recipient[]
  const author = people.find(p => p.id === event.actorId)?.name ?? scope.workspace.name
  const deciders = people.filter(p => p.role === 'contact' && p.approve).map(p => p.id)
  const quote = what === 'asked' ? approval.message : approval.comment
  return [
    {
      to: what === 'asked' ? deciders : teamOf(people, event.actorId),
      mail: {
        kind: `approvals.mail.${what}`,
        values: { title: approval.title, project: scope.project.name, author },
        facts: { project: scope.project.name },
        ...(quote && { quote }),
        path: urls.approval(scope.workspace.slug, scope.project.id, approval.id),
      },
    },
  ]
}
