import type { Meanings } from '../events/meaning'

/** The team's own: every line of these is internal. */
export const noteEvents = {
  'note.added': { line: 'notes.journal.added', topics: [] },
  'note.changed': { line: 'notes.journal.changed', topics: [] },
  'note.pinned': { line: 'notes.journal.pinned', topics: [] },
  'note.unpinned': { line: 'notes.journal.unpinned', topics: [] },
  'note.removed': { line: 'notes.journal.removed', topics: [] },
} satisfies Meanings
