import { and, eq, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { contactsOf, type Recipient, teamOf, whoMayEnter } from '../events/recipients'

/** What happens on a file's own page. */
export const filePageEvents = {
  'file.version_described': { line: 'filePage.journal.described', topics: ['files'] },
  'file.preview_made': { line: 'filePage.journal.preview_made', topics: ['files'] },
  'file.held': { line: 'filePage.journal.held', topics: ['files'] },
  'file.released': {
    line: 'filePage.journal.released',
    topics: ['files'],
    tell: (scope: ProjectScope, event: Happened) => tellReleased(scope, event),
  },
  'file.commented': {
    line: 'filePage.journal.commented',
    topics: ['files'],
    tell: (scope: ProjectScope, event: Happened) => tellRemark(scope, event, 'filePage.mail.commented'),
  },
  'file.remark_resolved': {
    line: 'filePage.journal.remark_resolved',
    topics: ['files'],
    tell: (scope: ProjectScope, event: Happened) => tellRemark(scope, event, 'filePage.mail.resolved'),
  },
  'file.remark_reopened': { line: 'filePage.journal.remark_reopened', topics: ['files'] },
  'file.remark_turned': { line: 'filePage.journal.remark_turned', topics: ['files'] },
} satisfies Meanings

/** The other side hears what was said, as long as both can see it: of an internal file, the rest of the team. */
async function tellRemark(scope: ProjectScope, event: Happened, kind: string): Promise<Telling[]> {
  const [r, f] = [scope.view('fileComments'), scope.view('files')]
  const [[remark], entering] = await scope.read(
    scope
      .select({
        body: r.body,
        shared: r.shared,
        versionId: r.versionId,
        file: f.name,
        resolvedAt: r.resolvedAt,
      })
      .from(r)
      .innerJoin(f, eq(f.id, r.fileId))
      .where(and(eq(r.id, String(event.facts?.remark ?? '')), isNull(f.deletedAt))),
    whoMayEnter(scope),
  )
  if (!remark || (event.kind === 'file.remark_resolved' && remark.resolvedAt === null)) return []
  const people = entering as Recipient[]
  const actor = people.find(p => p.id === event.actorId)
  const fromTeam = actor?.role !== 'contact'
  const to = fromTeam && remark.shared ? contactsOf(people, event.actorId) : teamOf(people, event.actorId)
  const [w, p] = [scope.workspace.slug, scope.project.id]
  const number = Number(event.facts?.number ?? 1)
  return [
    {
      to,
      mail: {
        kind,
        values: {
          project: scope.project.name,
          author: actor?.name ?? scope.workspace.name,
          file: remark.file,
          number,
        },
        quote: remark.body,
        path: `${urls.version(w, p, event.subjectId ?? '', remark.versionId)}#remarks`,
      },
    },
  ]
}

/** The client hears that what they waited for is theirs now. */
async function tellReleased(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const f = scope.view('files')
  const [[file], entering] = await scope.read(
    scope
      .select({ name: f.name })
      .from(f)
      .where(
        and(eq(f.id, event.subjectId ?? ''), eq(f.shared, true), isNull(f.heldFor), isNull(f.deletedAt)),
      ),
    whoMayEnter(scope),
  )
  if (!file) return []
  return [
    {
      to: contactsOf(entering as Recipient[], event.actorId),
      mail: {
        kind: 'filePage.mail.released',
        values: { project: scope.project.name, file: file.name },
        path: urls.projectFile(scope.workspace.slug, scope.project.id, event.subjectId ?? ''),
      },
    },
  ]
}
