/** What clients are reminded of, and on which days; counted from the due date, or from when they were asked. */
export type Reminders = {
  payment: Schedule
  approval: Schedule
  clarification: Schedule
}

/** `days`: whole days, ascending; less than zero is before. `words`: what stands in the mail besides, in the team's words. */
export type Schedule = { on: boolean; days: number[]; words?: string }

/** What can be waited for. */
export type Awaiting = keyof Reminders
export const awaitings = ['payment', 'approval', 'clarification'] as const satisfies readonly Awaiting[]

/** What is proposed to whoever has not chosen. */
export const usualReminders: Reminders = {
  payment: { on: true, days: [-3, 0, 3, 7] },
  approval: { on: true, days: [2, 5] },
  clarification: { on: true, days: [3] },
}

/** The days that are offered of each kind, beside those that were chosen before. */
const afterwards = [1, 2, 3, 5, 7, 10, 15]
export const offeredDays: Record<Awaiting, readonly number[]> = {
  payment: [-7, -3, -1, 0, 1, 3, 7, 15, 30],
  approval: afterwards,
  clarification: afterwards,
}

/** How many days of one kind, and how far away; only a due date has a before. */
export const mostDays = 6
export const daysFrom = (kind: Awaiting): number => (kind === 'payment' ? -30 : 1)
export const daysTo = 60
export const longestWords = 600

/** How loud a reminder is: what it is about, and how long ago that was. */
export type Tone =
  | 'payment_before'
  | 'payment_today'
  | 'payment_late'
  | 'payment_firm'
  | 'approval'
  | 'approval_again'
  | 'clarification'

/** For how long a team can leave a client alone; `ever`: until it is taken back. */
export const snoozes = ['days', 'week', 'ever'] as const
export type Snooze = (typeof snoozes)[number]

/** The end of what has none. */
export const NEVER = Date.UTC(9999, 0)
