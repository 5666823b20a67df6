import type { Ui } from '../../locales'
import type { Policy } from '../../src/domain/tickets/sla'
import { workingSpan } from './span'

const MINUTE = 60_000

/**
 * What an urgency means in working time, in a sentence: «Réponse sous 2 h, résolution sous 1 j». Where it depends on
 * the type, from the shortest to the longest. Undefined where nothing is promised, or the client is not to see it.
 * @param day the length of a working day (ms)
 */
export function promiseOf(
  ui: Ui,
  policies: readonly Policy[],
  urgency: Policy['urgency'],
  day: number,
): string | undefined {
  const own = policies.filter(p => p.urgency === urgency)
  const span = (minutes: (number | null)[]) => {
    const some = minutes.filter(m => m !== null)
    if (some.length === 0) return undefined
    const [from, to] = [Math.min(...some), Math.max(...some)].map(m => workingSpan(ui, m * MINUTE, day))
    return from === to ? from : ui.t('ticketPage.form.promise.range', { from: from ?? '', to: to ?? '' })
  }
  const first = span(own.map(p => p.firstMinutes))
  const resolve = span(own.map(p => p.resolveMinutes))
  if (!first) return resolve && `${ui.t('ticketPage.form.promise.resolve_only', { span: resolve })}.`
  const said = ui.t('ticketPage.form.promise.first', { span: first })
  return `${resolve ? `${said}, ${ui.t('ticketPage.form.promise.resolve', { span: resolve })}` : said}.`
}
