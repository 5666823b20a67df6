/** Where a mail stands, in one word: from its row's state and from what its provider said of it since. */
export const mailStatuses = [
  'waiting',
  'held',
  'sent',
  'delayed',
  'delivered',
  'bounced',
  'suppressed',
  'complained',
  'skipped',
  'failed',
  'stuck',
  'merged',
] as const
export type MailStatus = (typeof mailStatuses)[number]

type Standing = {
  state: 'queued' | 'sent' | 'skipped' | 'failed' | 'stuck' | 'merged'
  delivery: 'delivered' | 'delayed' | 'bounced' | 'complained' | 'suppressed' | null
  heldUntil: number | null
}

export function statusOf({ state, delivery, heldUntil }: Standing): MailStatus {
  if (state === 'queued') return heldUntil === null ? 'waiting' : 'held'
  return state === 'sent' ? (delivery ?? 'sent') : state
}

/** What did not go, or may not have: somebody has to look at it. */
export const notGone = ['failed', 'stuck'] as const

export const didNotGo = ({ state }: Pick<Standing, 'state'>): boolean => notGone.some(one => one === state)

/** Codes, invitations and links of accounts: what they say is for their reader alone. */
export const isPrivateMail = (kind: string): boolean => kind.startsWith('accounts.')
