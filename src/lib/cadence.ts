/** When a mail goes: at once, after quiet minutes with others of its group, once a day, or not at all. */
export const cadences = ['now', 'grouped', 'daily', 'never'] as const
export type Cadence = (typeof cadences)[number]

/** What a person chooses about. `due`, what must reach them (payment requests, receipts), is told and not chosen. */
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
  'workspace',
  'due',
] as const
export type Category = (typeof categories)[number]
/** Those that are a person's own to settle. */
export type Choosable = Exclude<Category, 'due'>

/** How each is told to whoever has not chosen. */
export const defaults: Record<Category, Cadence> = {
  request: 'now',
  reply: 'now',
  message: 'grouped',
  mention: 'now',
  file: 'grouped',
  approval: 'now',
  task: 'grouped',
  payment: 'now',
  promise: 'now',
  reminder: 'now',
  report: 'now',
  workspace: 'now',
  due: 'now',
}
