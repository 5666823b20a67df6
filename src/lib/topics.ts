/** What pages may listen to: they refetch their own fragment when it changes. Names only, never content. */
export const topics = ['project', 'board', 'tickets', 'messages', 'files', 'payments'] as const
export type Topic = (typeof topics)[number]
