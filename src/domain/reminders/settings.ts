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

const days = z.string().max(60).optional()

/** Each kind's switch, its days as they are written («−3, 0, 7»), and the team's own words. */
export const remindersInput = z
  .object({
    payment: checked,
    approval: checked,
    clarification: checked,
    payment_days: days,
    approval_days: days,
    clarification_days: days,
    payment_words: optionalWords(longestWords),
    approval_words: optionalWords(longestWords),
    clarification_words: optionalWords(longestWords),
    /** What was looked at before: only that is saved without another look. */
    seen: z.string().max(4000).optional(),
  })
  .transform((form, context) => {
    const schedule = (kind: Awaiting): Schedule => {
      const written = daysOf(form[`${kind}_days`] ?? '', kind)
      if (!written && form[kind])
        context.issues.push({
          code: 'custom',
          path: [`${kind}_days`],
          message: kind === 'payment' ? 'reminders.error.days' : 'reminders.error.days_after',
          input: form,
        })
      const words = form[`${kind}_words`]
      return { on: form[kind], days: written ?? usualReminders[kind].days, ...(words && { words }) }
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

/** Days as they are written, ascending; null where they are none, too many, too far, or one stands there twice. */
export function daysOf(text: string, kind: Awaiting): number[] | null {
  const words = text
    .replace(/[−–]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter(Boolean)
  if (words.length < 1 || words.length > mostDays) return null
  if (!words.every(word => /^[+-]?\d{1,2}$/.test(word))) return null
  const found = words.map(Number).sort((a, b) => a - b)
  if (new Set(found).size < found.length) return null
  return found.every(n => n >= daysFrom(kind) && n <= daysTo) ? found.map(n => n + 0) : null
}

/** What clients of the workspace are reminded of; null: nobody has chosen. */
export async function readReminders(scope: WorkspaceScope): Promise<Reminders | null> {
  const [[row]] = await scope.read(remindersQuery(scope))
  return row?.reminders ?? null
}

export function remindersQuery(scope: WorkspaceScope) {
  const w = scope.view('workspaces')
  return scope.select({ reminders: w.reminders }).from(w).limit(1)
}

/** From now on clients are reminded like this. */
export async function changeReminders(scope: WorkspaceScope, reminders: Reminders): Promise<void> {
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
