import { decimals } from '../src/lib/money'

/** Formatters of one language, zone and currency; made once, kept for the life of the isolate. */
export type Format = ReturnType<typeof make>

const known = new Map<string, Format>()

/** @param tag BCP 47, e.g. `fr-FR`; @param timezone IANA, e.g. `Europe/Paris` */
export function formatFor(tag: string, timezone: string): Format {
  const key = `${tag} ${timezone}`
  let format = known.get(key)
  if (!format) {
    format = make(tag, timezone)
    known.set(key, format)
  }
  return format
}

const DAY = 86_400_000

function make(tag: string, timeZone: string) {
  const french = tag.startsWith('fr')
  const dates = lazy(
    () => new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
  )
  const shorts = lazy(() => new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'short' }))
  const times = lazy(() => new Intl.DateTimeFormat(tag, { timeZone, hour: '2-digit', minute: '2-digit' }))
  const days = lazy(
    () => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }),
  )
  const shortDays = lazy(
    () => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short' }),
  )
  const weekdays = lazy(
    () => new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }),
  )
  const isoDays = lazy(
    () => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  )
  const relatives = lazy(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  const numbers = lazy(() => new Intl.NumberFormat(tag))
  const currencies = new Map<string, Intl.NumberFormat>()
  const isoDay = (at: number) => isoDays().format(at)
  return {
    tag,
    timeZone,
    /** An instant as a day: «20 novembre 2026». */
    date: (at: number) => dates().format(at),
    /** «20 nov.» */
    shortDate: (at: number) => shorts().format(at),
    /** «14:30» */
    time: (at: number) => times().format(at),
    /** «vendredi 20 novembre» */
    weekday: (at: number) => weekdays().format(at),
    dateTime: (at: number) => `${shorts().format(at)}, ${times().format(at)}`,
    /** A date without a time, `YYYY-MM-DD`. */
    day: (iso: string) => days().format(Date.parse(`${iso}T00:00:00Z`)),
    shortDay: (iso: string) => shortDays().format(Date.parse(`${iso}T00:00:00Z`)),
    /** The day an instant falls on in this zone, `YYYY-MM-DD`. */
    isoDay,
    /** «à l’instant», «il y a 5 min», «hier», then the date. */
    ago: (at: number, now: number) => {
      const passed = Math.max(0, now - at)
      if (passed < 60_000) return french ? 'à l’instant' : 'just now'
      if (passed < 3_600_000) return relatives().format(-Math.floor(passed / 60_000), 'minute')
      if (isoDay(at) === isoDay(now)) return relatives().format(-Math.floor(passed / 3_600_000), 'hour')
      const elapsed = Math.round((Date.parse(isoDay(now)) - Date.parse(isoDay(at))) / DAY)
      return elapsed < 7 ? relatives().format(-elapsed, 'day') : shorts().format(at)
    },
    /** Minor units with their currency: «450,00 €», «35 000 F CFA». */
    money: (amount: number, currency: string) => {
      let format = currencies.get(currency)
      if (!format) {
        const fractionDigits = decimals(currency)
        format = new Intl.NumberFormat(tag, {
          style: 'currency',
          currency,
          minimumFractionDigits: fractionDigits,
          maximumFractionDigits: fractionDigits,
        })
        currencies.set(currency, format)
      }
      return format.format(amount / 10 ** decimals(currency))
    },
    number: (n: number) => numbers().format(n),
    /** «1,4 Mo», «1.4 MB» */
    bytes: (n: number) => {
      const units = french ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB']
      const step = n < 1000 ? 0 : n < 1e6 ? 1 : n < 1e9 ? 2 : 3
      const value = n / 1000 ** step
      return `${numbers().format(step === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10)}\u00a0${units[step]}`
    },
  }
}

function lazy<T>(build: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= build()
    return made
  }
}
