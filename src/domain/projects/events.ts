import type { Meanings } from '../events/meaning'

export const projectEvents = {
  'project.created': { line: 'projects.journal.created', topics: [] },
  'project.changed': { line: 'projects.journal.changed', topics: ['project'] },
  'project.planned': { line: 'projects.journal.planned', topics: ['project'] },
  'project.awaiting': { line: 'projects.journal.awaiting', topics: ['project'] },
  'project.dated': { line: 'projects.journal.dated', topics: ['project'] },
  'project.handed_over': { line: 'projects.journal.handed_over', topics: ['project'] },
  'project.steered': { line: 'projects.journal.steered', topics: ['project'] },
  'project.done': { line: 'projects.journal.done', topics: ['project'] },
  'project.resumed': { line: 'projects.journal.resumed', topics: ['project'] },
  'project.archived': { line: 'projects.journal.archived', topics: ['project'] },
  'project.restored': { line: 'projects.journal.restored', topics: ['project'] },
  'project.seen_as': { line: 'projects.journal.seen_as', topics: [] },
  'phase.added': { line: 'projects.journal.phase_added', topics: ['project'] },
  'phase.changed': { line: 'projects.journal.phase_changed', topics: ['project'] },
  'phase.moved': { line: 'projects.journal.phase_moved', topics: ['project'] },
  'phase.removed': { line: 'projects.journal.phase_removed', topics: ['project'] },
} satisfies Meanings
