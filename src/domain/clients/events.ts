import type { Meanings } from '../events/meaning'

export const clientEvents = {
  'client.created': { line: 'clients.journal.created', topics: [] },
  'client.changed': { line: 'clients.journal.changed', topics: [] },
} satisfies Meanings
