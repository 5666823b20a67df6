/**
 * Whether somebody sees amounts, and so knows of payments at all: owners and administrators, and the contacts who were
 * given it. The one rule, for sessions, rooms and mails alike.
 */
export const seesAmounts = (role: 'owner' | 'admin' | 'member' | 'contact', given: boolean): boolean =>
  role === 'contact' ? given : role !== 'member'
