/** What clients are reminded of, and on which days; counted from the due date, or from when they were asked. */
export type Reminders = {
  payment: Schedule
  approval: Schedule
  clarification: Schedule
}

/** `days`: whole days, ascending; less than zero is before. `words`: what stands in the mail besides, in the team's words. */
export type Schedule = { on: boolean; days: number[]; words?: string }
