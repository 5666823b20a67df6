/**
 * What pages may listen to: they refetch their own fragment when it changes. Names only, never content. `marks`: what is
 * pinned in the conversation, and how far it is read.
 */
export const topics = ['project', 'board', 'tickets', 'messages', 'marks', 'files', 'payments'] as const
export type Topic = (typeof topics)[number]
