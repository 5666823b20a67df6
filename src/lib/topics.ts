/**
 * What pages may listen to: they refetch their own fragment when it changes. Names only, never content. `marks`: what is
 * pinned in the conversation; `reads`: somebody read it; `notifications`: what a person was told, on their own channel.
 */
export const topics = [
  'project',
  'board',
  'tickets',
  'messages',
  'marks',
  'reads',
  'files',
  'payments',
  'notifications',
] as const
export type Topic = (typeof topics)[number]
