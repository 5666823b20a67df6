import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import type { Recipient } from '../events/recipients'
import { contactsOf, teamOf, whoMayEnter } from '../events/recipients'
import { mentionedQuery } from './mentions'

export const messageEvents = {
  'message.posted': {
    line: 'messages.journal.posted',
    topics: ['messages'],
    tell: async (scope: ProjectScope, event: Happened): Promise<Telling[]> => {
      const [m, author] = [scope.view('messages'), scope.people('author')]
      const [rows, people, named] = await scope.read(
        scope
          .select({ body: m.body, author: author.name, deletedAt: m.deletedAt })
          .from(m)
          .innerJoin(author, eq(author.id, m.authorId))
          .where(eq(m.id, event.subjectId ?? '')),
        whoMayEnter(scope),
        mentionedQuery(scope, event.subjectId ?? ''),
      )
      const message = rows[0]
      if (!message || message.deletedAt) return []
      const all = people as Recipient[]
      const files = Number(event.facts?.files ?? 0)
      const others = [...teamOf(all, event.actorId), ...contactsOf(all, event.actorId)]
      const mentioned = others.filter(id => named.some(one => one.id === id))
      const mail = (kind: string) => ({
        kind,
        values: { name: message.author, project: scope.project.name },
        ...(files > 0 && { facts: { files } }),
        ...(message.body && { quote: message.body }),
        path: urls.messages(scope.workspace.slug, scope.project.id),
        thread: { kind: 'conversation' as const, id: scope.project.id },
      })
      return [
        ...(mentioned.length > 0 ? [{ to: mentioned, mail: mail('messages.mail.mentioned') }] : []),
        {
          to: others.filter(id => !mentioned.includes(id)),
          mail: mail('messages.mail.posted'),
        },
      ]
    },
  },
  'message.edited': { line: 'messages.journal.edited', topics: ['messages', 'marks'] },
  'message.deleted': { line: 'messages.journal.deleted', topics: ['messages', 'marks', 'files'] },
  'message.pinned': { line: 'messages.journal.pinned', topics: ['marks'] },
  'message.unpinned': { line: 'messages.journal.unpinned', topics: ['marks'] },
  'message.turned': { line: 'messages.journal.turned', topics: ['messages'] },
} satisfies Meanings
