import * as z from 'zod'
import { checked } from '../../lib/fields'
import { type HolidaySet, holidaySets } from '../../lib/holidays'
import { weekdays } from '../../lib/working-time'

const time = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, 'workspaces.error.time')
  .optional()
  .transform(text => {
    if (!text) return null
    const [hours = 0, minutes = 0] = text.split(':').map(Number)
    return hours * 60 + minutes
  })

/** One weekday of the form: whether there is work, from when to when, and a break within. */
const fieldsOf = <D extends string>(day: D) =>
  ({
    [`${day}_on`]: checked,
    [`${day}_from`]: time,
    [`${day}_to`]: time,
    [`${day}_pause`]: time,
    [`${day}_resume`]: time,
  }) as Record<`${D}_on`, typeof checked> & Record<`${D}_${'from' | 'to' | 'pause' | 'resume'}`, typeof time>

type Times = Record<'from' | 'to' | 'pause' | 'resume', number | null>

/** The spans of a day, or what is wrong and where. Midnight as an end is the end of the day. */
function spansOf(times: Times): [number, number][] | { field: keyof Times; error: string } {
  const { from, pause, resume } = times
  const to = times.to === 0 ? 1440 : times.to
  if (from === null) return { field: 'from', error: 'workspaces.error.hours' }
  if (to === null) return { field: 'to', error: 'workspaces.error.hours' }
  if (to <= from) return { field: 'to', error: 'workspaces.error.hours_order' }
  if (pause === null && resume === null) return [[from, to]]
  if (pause === null) return { field: 'pause', error: 'workspaces.error.break_half' }
  if (resume === null) return { field: 'resume', error: 'workspaces.error.break_half' }
  if (!(from < pause && pause < resume && resume < to))
    return { field: 'pause', error: 'workspaces.error.break_outside' }
  return [
    [from, pause],
    [resume, to],
  ]
}

const [mon, tue, wed, thu, fri, sat, sun] = weekdays

/** The week as the form sends it: seven days with their hours, and the set of holidays. */
export const weekInput = z
  .object({
    holidays: z
      .enum(['', ...holidaySets])
      .optional()
      .transform((set): HolidaySet | null => set || null),
    ...fieldsOf(mon),
    ...fieldsOf(tue),
    ...fieldsOf(wed),
    ...fieldsOf(thu),
    ...fieldsOf(fri),
    ...fieldsOf(sat),
    ...fieldsOf(sun),
  })
  .transform((form, context) => {
    const refuse = (field: string, message: string) =>
      context.issues.push({ code: 'custom', path: [field], message, input: form })
    const week = weekdays.map((day): [number, number][] => {
      if (!form[`${day}_on`]) return []
      const spans = spansOf({
        from: form[`${day}_from`],
        to: form[`${day}_to`],
        pause: form[`${day}_pause`],
        resume: form[`${day}_resume`],
      })
      if (Array.isArray(spans)) return spans
      refuse(`${day}_${spans.field}`, spans.error)
      return []
    })
    // A week without any work would leave every promise without a date.
    if (weekdays.every(day => !form[`${day}_on`])) refuse(`${mon}_on`, 'workspaces.error.no_hours')
    return { week, holidays: form.holidays }
  })
