import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { checked, optionalWords } from '../../lib/fields'
import {
  type Awaiting,
  daysFrom,
  daysTo,
  longestWords,
  mostDays,
  type Reminders,
  type Schedule,
  usualReminders,
} from '../../lib/reminders'

/** Days as their boxes are ticked: ascending; null where they are none, too many, or too far. */
const daysOf = (kind: Awaiting) =>
  z
    .union([z.array(z.string()), z.string().transform(one => [one])])
    .default([])
    .transform(ticked => {
      const days = [...new Set(ticked.map(Number))].sort((a, b) => a - b)
      const known = days.every(n => Number.isInteger(n) && n >= daysFrom(kind) && n <= daysTo)
      return known && days.length > 0 && days.length <= mostDays ? days : null
    })

/** Each kind's switch, its days, and the team's own words. */
export const remindersInput = z
  .object({
    payment: checked,
    approval: checked,
    clarification: checked,
    payment_days: daysOf('payment'),
    approval_days: daysOf('approval'),
    clarification_days: daysOf('clarification'),
    payment_words: optionalWords(longestWords),
    approval_words: optionalWords(longestWords),
    clarification_words: optionalWords(longestWords),
    /** What was looked at before: only that is saved without another look. */
    seen: z.string().max(4000).optional(),
  })
  .transform((form, context) => {
    const schedule = (kind: Awaiting): Schedule => {
      const [days, words] = [form[`${kind}_days`], form[`${kind}_words`]]
      if (!days && form[kind])
        context.issues.push({
          code: 'custom',
          path: [`${kind}_days`],
          message: 'reminders.error.days',
          input: form,
        })
      return { on: form[kind], days: days ?? usualReminders[kind].days, ...(words && { words }) }
    }
    const reminders: Reminders = {
      payment: schedule('payment'),
      approval: schedule('approval'),
      clarification: schedule('clarification'),
    }
    return { reminders, seen: form.seen === signature(reminders) }
  })

/** What stands in the form for settings that were looked at. */
export const signature = (reminders: Reminders): string => JSON.stringify(reminders)

/** What clients of the workspace are reminded of; null: nobody has chosen. */
export async function readReminders(scope: WorkspaceScope): Promise<Reminders | null> {
  const [[row]] = await scope.read(remindersQuery(scope))
  return row?.reminders ?? null
}

export function remindersQuery(scope: WorkspaceScope) {
  const w = scope.view('workspaces')
  return scope.select({ reminders: w.reminders }).from(w).limit(1)
}

/** From now on clients are reminded like this; where they are already, nothing is said of it. */
export async function changeReminders(scope: WorkspaceScope, reminders: Reminders): Promise<void> {
  const before = await readReminders(scope)
  if (before && signature(before) === signature(reminders)) return
  await scope.commit([scope.update('workspaces', { reminders }, () => undefined)], {
    kind: 'workspace.reminders_changed',
    subjectId: scope.workspace.id,
    internal: true,
    facts: {
      payment: reminders.payment.on,
      approval: reminders.approval.on,
      clarification: reminders.clarification.on,
    },
  })
}

/** Whether nothing of it reminds anybody. */
export const awaitsNothing = (reminders: Reminders): boolean => !Object.values(reminders).some(({ on }) => on)
