/** When a mail goes: at once, after quiet minutes with others of its group, once a day, or not at all. */
export const cadences = ['now', 'grouped', 'daily', 'never'] as const
export type Cadence = (typeof cadences)[number]

/** What a person chooses about. */
export const categories = [
  'request',
  'reply',
  'message',
  'mention',
  'file',
  'approval',
  'task',
  'payment',
  'promise',
  'reminder',
  'report',
  'project',
  'workspace',
  'due',
] as const
export type Category = (typeof categories)[number]
