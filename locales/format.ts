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

const MINUTE = 60_000
/** Clocks are set by whole quarters of an hour: what day it is holds for the quarter it was asked in. */
const QUARTER = 15 * MINUTE
const DAY = 86_400_000

function make(tag: string, timeZone: string) {
  const french = tag.startsWith('fr')
  const written = (step: number, zone: string, options: Intl.DateTimeFormatOptions, language = tag) => {
    const format = lazy(() => new Intl.DateTimeFormat(language, { timeZone: zone, ...options }))
    const said = remembered((steps: number) => format().format(steps * step))
    return (at: number) => said(Math.floor(at / step))
  }
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const
  const short = { day: 'numeric', month: 'short' } as const
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const date = written(QUARTER, timeZone, long)
  const shortDate = written(QUARTER, timeZone, short)
  const time = written(MINUTE, timeZone, { hour: '2-digit', minute: '2-digit' })
  const day = written(DAY, 'UTC', long)
  const shortDay = written(DAY, 'UTC', short)
  const weekday = written(QUARTER, timeZone, { weekday: 'long', day: 'numeric', month: 'long' })
  const month = written(DAY, 'UTC', { month: 'short' })
  const monthYear = written(DAY, 'UTC', { month: 'long', year: 'numeric' })
  const shortWeekday = written(DAY, 'UTC', { weekday: 'short', day: 'numeric' })
  const nearWeekday = written(QUARTER, timeZone, { weekday: 'short', day: 'numeric' })
  const weekdayOf = written(DAY, 'UTC', { weekday: 'long', day: 'numeric', month: 'long' })
  const isoDay = written(QUARTER, timeZone, digits, 'en-CA')
  const relatives = lazy(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  const past = (unit: 'minute' | 'hour' | 'day') => remembered((n: number) => relatives().format(-n, unit))
  const [minutesAgo, hoursAgo, daysAgo] = [past('minute'), past('hour'), past('day')]
  const numbers = lazy(() => new Intl.NumberFormat(tag))
  const currencies = new Map<string, Intl.NumberFormat>()
  return {
    tag,
    timeZone,
    /** An instant as a day: «20 novembre 2026». */
    date,
    /** «20 nov.» */
    shortDate,
    /** «14:30» */
    time,
    /** «vendredi 20 novembre» */
    weekday,
    dateTime: (at: number) => `${shortDate(at)}, ${time(at)}`,
    /** A date without a time, `YYYY-MM-DD`. */
    day: (iso: string) => day(Date.parse(`${iso}T00:00:00Z`)),
    /** «vendredi 20 novembre», of a date without a time. */
    weekdayOf: (iso: string) => weekdayOf(Date.parse(`${iso}T00:00:00Z`)),
    shortDay: (iso: string) => shortDay(Date.parse(`${iso}T00:00:00Z`)),
    /** A date without its year when it is this one. */
    nearDay: (iso: string, now: number) =>
      iso.slice(0, 4) === isoDay(now).slice(0, 4)
        ? shortDay(Date.parse(`${iso}T00:00:00Z`))
        : day(Date.parse(`${iso}T00:00:00Z`)),
    /** The day an instant falls on in this zone, `YYYY-MM-DD`. */
    isoDay,
    /** «nov.» */
    month: (iso: string) => month(Date.parse(`${iso}T00:00:00Z`)),
    /** «novembre 2026» */
    monthYear: (iso: string) => monthYear(Date.parse(`${iso}T00:00:00Z`)),
    /** «mar. 24» */
    shortWeekday: (iso: string) => shortWeekday(Date.parse(`${iso}T00:00:00Z`)),
    /** When something is to be: «14:30» today, «mar. 24 à 14:30» within a week, then «le 24 nov.». */
    soon: (at: number, now: number) => {
      const days = Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(now))) / DAY)
      if (days === 0) return time(at)
      if (days < 0 || days > 6) return french ? `le\u00a0${shortDate(at)}` : shortDate(at)
      return `${nearWeekday(at)}${french ? ' à\u00a0' : ', '}${time(at)}`
    },
    /** «à l’instant», «il y a 5 min», «hier», then the date. */
    ago: (at: number, now: number) => {
      const passed = Math.max(0, now - at)
      if (passed < MINUTE) return french ? 'à l’instant' : 'just now'
      if (passed < 3_600_000) return minutesAgo(Math.floor(passed / MINUTE))
      if (passed >= 8 * DAY) return shortDate(at)
      if (isoDay(at) === isoDay(now)) return hoursAgo(Math.floor(passed / 3_600_000))
      const elapsed = Math.round((Date.parse(isoDay(now)) - Date.parse(isoDay(at))) / DAY)
      return elapsed < 7 ? daysAgo(elapsed) : shortDate(at)
    },
    /** Whole days from one instant to another, by this zone's calendar: today is 0, yesterday 1. */
    daysSince: (at: number, now: number) =>
      Math.max(0, Math.round((Date.parse(isoDay(now)) - Date.parse(isoDay(at))) / DAY)),
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

/** Says a thing once, and the same again when asked again; forgets all of it before it grows large. */
function remembered(say: (key: number) => string): (key: number) => string {
  const known = new Map<number, string>()
  return key => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= 4000) known.clear()
    const said = say(key)
    known.set(key, said)
    return said
  }
}
