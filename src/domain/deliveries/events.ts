import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'

export const deliveryEvents = {
  'mail.bounced': {
    line: 'communications.journal.bounced',
    topics: [],
    tell: (scope: WorkspaceScope, event: Happened) => warn(scope, event, 'bounced'),
  },
  'mail.complained': {
    line: 'communications.journal.complained',
    topics: [],
    tell: (scope: WorkspaceScope, event: Happened) => warn(scope, event, 'complained'),
  },
  'mail.address_trusted': { line: 'communications.journal.trusted', topics: [] },
  'mail.resent': { line: 'communications.journal.resent', topics: [] },
} satisfies Meanings

/** Owners and administrators learn whose address it is, why, and where it is put right; not the person themself. */
async function warn(
  scope: WorkspaceScope,
  { subjectId }: Happened,
  problem: 'bounced' | 'complained',
): Promise<Telling[]> {
  const p = scope.people()
  const [rows] = await scope.read(
    scope
      .select()
      .from(p)
      .where(
        and(
          isNull(p.removedAt),
          or(eq(p.id, subjectId ?? ''), and(inArray(p.role, ['owner', 'admin']), isNotNull(p.acceptedAt))),
        ),
      ),
  )
  const whose = rows.find(row => row.id === subjectId)
  // Put right, or gone, meanwhile.
  if (whose?.mailProblem !== problem) return []
  const { slug } = scope.workspace
  return [
    {
      to: rows.filter(row => row !== whose && ['owner', 'admin'].includes(row.role)).map(row => row.id),
      mail: {
        kind: `communications.mail.${problem}`,
        values: { name: whose.name || (whose.email ?? ''), email: whose.email ?? '' },
        path: whose.clientId ? urls.contact(slug, whose.clientId, whose.id) : urls.member(slug, whose.id),
      },
    },
  ]
}
