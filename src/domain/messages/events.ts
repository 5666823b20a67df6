import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import type { Recipient } from '../events/recipients'
import { contactsOf, teamOf, whoMayEnter } from '../events/recipients'

export const messageEvents = {
  'message.posted': {
    line: 'messages.journal.posted',
    topics: ['messages'],
    tell: async (scope: ProjectScope, event: Happened): Promise<Telling[]> => {
      const [m, author] = [scope.view('messages'), scope.people('author')]
      const [rows, people] = await scope.read(
        scope
          .select({ body: m.body, author: author.name, deletedAt: m.deletedAt })
          .from(m)
          .innerJoin(author, eq(author.id, m.authorId))
          .where(eq(m.id, event.subjectId ?? '')),
        whoMayEnter(scope),
      )
      const message = rows[0]
      if (!message || message.deletedAt) return []
      const all = people as Recipient[]
      const files = Number(event.facts?.files ?? 0)
      return [
        {
          to: [...teamOf(all, event.actorId), ...contactsOf(all, event.actorId)],
          mail: {
            kind: 'messages.mail.posted',
            values: { name: message.author, project: scope.project.name },
            ...(files > 0 && { facts: { files } }),
            ...(message.body && { quote: message.body }),
            path: urls.messages(scope.workspace.slug, scope.project.id),
            thread: { kind: 'conversation', id: scope.project.id },
          },
        },
      ]
    },
  },
  'message.edited': { line: 'messages.journal.edited', topics: ['messages'] },
  'message.deleted': { line: 'messages.journal.deleted', topics: ['messages', 'files'] },
} satisfies Meanings
