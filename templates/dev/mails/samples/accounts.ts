import type { Write } from './write'

export const accounts = {
  'accounts.mail.code': () => ({ values: { code: 'K7PQ2M' }, path: '/sign-in' }),
  'accounts.mail.reset': () => ({ path: '/reset/x' }),
  'accounts.mail.invitation': () => ({ values: { inviter: 'Camille Roy' }, path: '/invitations/x' }),
  'accounts.mail.email_change': () => ({ values: { email: 'lea@zinc.test' }, path: '/account/email/x' }),
  'accounts.mail.email_changed': () => ({ values: { email: 'lea@zinc.test' }, path: '/account' }),
} satisfies Record<string, Write>
