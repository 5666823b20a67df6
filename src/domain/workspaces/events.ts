import type { Meanings } from '../events/meaning'

export const workspaceEvents = {
  'workspace.created': { line: 'workspaces.journal.created', topics: [] },
  'workspace.changed': { line: 'workspaces.journal.changed', topics: [] },
  'workspace.branded': { line: 'workspaces.journal.branded', topics: [] },
  'workspace.calendar_changed': { line: 'workspaces.journal.calendar_changed', topics: [] },
  'workspace.serving_changed': { line: 'workspaces.journal.serving_changed', topics: [] },
  'person.invited': { line: 'workspaces.journal.invited', topics: [] },
  'person.changed': { line: 'workspaces.journal.person_changed', topics: [] },
  'person.preferences_changed': { line: 'preferences.journal.changed', topics: [] },
  'person.removed': { line: 'workspaces.journal.person_removed', topics: [] },
} satisfies Meanings
