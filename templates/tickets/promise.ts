import type { Ui } from '../../locales'
import type { Policy } from '../../src/domain/tickets/sla'

const MINUTE = 60_000

/** Minutes of working time in its units, as one would say them: beyond a day, a few minutes are left out. */
function partsOf(minutes: number, day: number): { unit: 'days' | 'hours' | 'minutes'; n: number }[] {
  const days = Math.floor(minutes / (day / MINUTE))
  const rest = Math.round(minutes - days * (day / MINUTE))
  return [
    { unit: 'days' as const, n: days },
    { unit: 'hours' as const, n: Math.floor(rest / 60) },
    { unit: 'minutes' as const, n: days > 0 ? 0 : rest % 60 },
  ].filter(part => part.n > 0)
}

/**
 * What an urgency means in working time, in a sentence: «Réponse sous 2 heures, résolution sous 1 à 4 jours». Where it
 * depends on the type, from the shortest to the longest. Undefined where nothing is promised, or the client is not to
 * see it.
 * @param day the length of a working day (ms)
 */
export function promiseOf(
  ui: Ui,
  policies: readonly Policy[],
  urgency: Policy['urgency'],
  day: number,
): string | undefined {
  const { t, format } = ui
  const own = policies.filter(p => p.urgency === urgency)
  const said = (minutes: number) => {
    const [a = '', b] = partsOf(minutes, day).map(({ unit, n }) =>
      t(`ticketPage.form.promise.${unit}`, { n }),
    )
    return b ? t('ticketPage.form.promise.and', { a, b }) : a
  }
  const span = (minutes: (number | null)[]) => {
    const some = minutes.filter(m => m !== null)
    if (some.length === 0) return undefined
    const [least, most] = [Math.min(...some), Math.max(...some)]
    const to = said(most)
    if (said(least) === to) return to
    const [from, ...more] = partsOf(least, day)
    const end = partsOf(most, day)
    // «1 à 4 jours», the unit once.
    const once = from && more.length === 0 && end.length === 1 && end[0]?.unit === from.unit
    return t('ticketPage.form.promise.range', { from: once ? format.number(from.n) : said(least), to })
  }
  const first = span(own.map(p => p.firstMinutes))
  const resolve = span(own.map(p => p.resolveMinutes))
  if (!first) return resolve && `${t('ticketPage.form.promise.resolve_only', { span: resolve })}.`
  const reply = t('ticketPage.form.promise.first', { span: first })
  return `${resolve ? `${reply}, ${t('ticketPage.form.promise.resolve', { span: resolve })}` : reply}.`
}
