import type { WorkspaceScope } from '../../db/scope'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { aboutPerson } from '../events/recipients'

export const deliveryEvents = {
  'mail.bounced': {
    line: 'communications.journal.bounced',
    topics: [],
    tell: (scope: WorkspaceScope, event: Happened) => warn(scope, event, 'bounced'),
  },
  'mail.complained': {
    line: 'communications.journal.complained',
    topics: [],
    tell: (scope: WorkspaceScope, event: Happened) => warn(scope, event, 'complained'),
  },
  'mail.address_trusted': { line: 'communications.journal.trusted', topics: [] },
  'mail.set_aside': { line: 'communications.journal.set_aside', topics: [] },
  'mail.resent': { line: 'communications.journal.resent', topics: [] },
} satisfies Meanings

/** Owners and administrators learn whose address it is, why, and where it is put right; not the person themself. */
async function warn(
  scope: WorkspaceScope,
  event: Happened,
  problem: 'bounced' | 'complained',
): Promise<Telling[]> {
  const about = await aboutPerson(scope, event)
  // Put right, or gone, meanwhile.
  if (about?.person.mailProblem !== problem) return []
  const { person, managers, path } = about
  const values = { name: person.name || (person.email ?? ''), email: person.email ?? '' }
  return [{ to: managers, mail: { kind: `communications.mail.${problem}`, values, path } }]
}
