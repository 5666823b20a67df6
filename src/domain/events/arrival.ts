import type { Write } from '../../db/commit'

/**
 * Words that came by mail rather than from a page: the id they get, the same however often the mail is delivered, and
 * what settles that mail in the very commit that keeps the words.
 */
export type Arrival = { id: string; writes: Write[] }

/** What the journal says of them. */
export const byMail = { by: 'mail' } as const
