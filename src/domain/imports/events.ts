import type { Meanings } from '../events/meaning'

/** Nobody is told: what comes in was known before. */
export const importEvents = {
  'import.tickets': { line: 'imports.journal.tickets', topics: ['tickets', 'board', 'project'] },
  'import.tasks': { line: 'imports.journal.tasks', topics: ['board', 'project'] },
} satisfies Meanings
