import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { contactsOf, type Recipient, teamOf, whoMayEnter } from '../events/recipients'

export const fileEvents = {
  'file.added': {
    line: 'files.journal.added',
    topics: ['files'],
    tell: (scope: ProjectScope, event: Happened) => tell(scope, event, 'files.mail.added'),
  },
  'file.version_added': {
    line: 'files.journal.version_added',
    topics: ['files'],
    tell: (scope: ProjectScope, event: Happened) => tell(scope, event, 'files.mail.version_added'),
  },
  'file.shared': {
    line: 'files.journal.shared',
    topics: ['files'],
    tell: (scope: ProjectScope, event: Happened) => tell(scope, event, 'files.mail.added'),
  },
  'file.hidden': { line: 'files.journal.hidden', topics: ['files'] },
  'file.final_set': { line: 'files.journal.final_set', topics: ['files'] },
  'file.final_unset': { line: 'files.journal.final_unset', topics: ['files'] },
  'file.deleted': { line: 'files.journal.deleted', topics: ['files'] },
  'file.restored': { line: 'files.journal.restored', topics: ['files'] },
  'file.purged': { line: 'files.journal.purged', topics: ['files'] },
  'file.moved': { line: 'files.journal.moved', topics: ['files'] },
  'folder.created': { line: 'files.journal.folder_created', topics: ['files'] },
  'folder.renamed': { line: 'files.journal.folder_renamed', topics: ['files'] },
  'folder.deleted': { line: 'files.journal.folder_deleted', topics: ['files'] },
} satisfies Meanings

/** The other side hears of what it can see now: nothing is said of a file that was hidden or deleted meanwhile. */
async function tell(scope: ProjectScope, event: Happened, kind: string): Promise<Telling[]> {
  const ids = String(event.facts?.files ?? event.subjectId ?? '').split(' ')
  const f = scope.view('files')
  const [found, entering] = await scope.read(
    scope
      .select({ id: f.id, name: f.name })
      .from(f)
      .where(and(inArray(f.id, ids), eq(f.shared, true), isNull(f.deletedAt)))
      .orderBy(f.name),
    whoMayEnter(scope),
  )
  const first = found[0]
  if (!first) return []
  const people = entering as Recipient[]
  const actor = people.find(p => p.id === event.actorId)
  const [w, p] = [scope.workspace.slug, scope.project.id]
  return [
    {
      to: actor?.role === 'contact' ? teamOf(people, event.actorId) : contactsOf(people, event.actorId),
      mail: {
        kind,
        values: {
          project: scope.project.name,
          author: actor?.name ?? scope.workspace.name,
          count: found.length,
          file: first.name,
        },
        facts: { files: found.map(file => file.name).join(', ') },
        path: found.length === 1 ? urls.projectFile(w, p, first.id) : urls.files(w, p),
      },
    },
  ]
}
