import type { Meanings } from '../events/meaning'

export const projectEvents = {
  'project.created': { line: 'projects.journal.created', topics: [] },
  'project.changed': { line: 'projects.journal.changed', topics: ['project'] },
  'project.steered': { line: 'projects.journal.steered', topics: ['project'] },
  'project.done': { line: 'projects.journal.done', topics: ['project'] },
  'project.resumed': { line: 'projects.journal.resumed', topics: ['project'] },
  'project.archived': { line: 'projects.journal.archived', topics: ['project'] },
  'project.restored': { line: 'projects.journal.restored', topics: ['project'] },
  'phase.added': { line: 'projects.journal.phase_added', topics: ['project'] },
  'phase.changed': { line: 'projects.journal.phase_changed', topics: ['project'] },
} satisfies Meanings
