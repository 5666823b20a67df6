/**
 * Writes `src/lib/holidays.gen.ts`: the public holidays of the sets that a workspace may choose, worked out by the
 * package `date-holidays` here and not in the Worker (it is far larger than what it answers). To go further: raise `TO`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Holidays from 'date-holidays'

const FROM = 2020
const TO = 2042

/** How the package calls a holiday in English, and our own word for it (its names stand in `locales/`). */
const sets = {
  FR: {
    "New Year's Day": 'new_year',
    'Easter Monday': 'easter_monday',
    'Labour Day': 'first_of_may',
    'Victory Day': 'victory_day',
    'Ascension Day': 'ascension',
    'Whit Monday': 'whit_monday',
    'Bastille Day': 'bastille_day',
    Assumption: 'assumption',
    "All Saints' Day": 'all_saints',
    'Armistice Day': 'armistice',
    'Christmas Day': 'christmas',
  },
  'CA-QC': {
    "New Year's Day": 'new_year',
    'Good Friday': 'good_friday',
    "National Patriots' Day": 'patriots_day',
    'National Holiday': 'saint_john',
    'Canada Day': 'canada_day',
    'Labour Day': 'labour_day',
    Thanksgiving: 'thanksgiving',
    'Christmas Day': 'christmas',
  },
  CI: {
    "New Year's Day": 'new_year',
    'Laylat al-Qadr': 'night_of_destiny',
    'End of Ramadan (Eid al-Fitr)': 'eid_al_fitr',
    'Easter Monday': 'easter_monday',
    'Labour Day': 'first_of_may',
    'Ascension Day': 'ascension',
    'Whit Monday': 'whit_monday',
    'Feast of the Sacrifice (Eid al-Adha)': 'eid_al_adha',
    'Independence Day': 'ivorian_independence',
    Assumption: 'assumption',
    'Birthday of Muhammad (Mawlid)': 'mawlid',
    "All Saints' Day": 'all_saints',
    'National Peace Day': 'peace_day',
    'Christmas Day': 'christmas',
  },
} satisfies Record<string, Record<string, string>>

/** Every day (`YYYY-MM-DD`) of every holiday of a set. Throws when the package knows one that we have no word for. */
function daysOf(set: string, words: Record<string, string>): Map<string, string[]> {
  const [country = '', state] = set.split('-')
  const options = { languages: ['en'], types: ['public' as const] }
  const known = state ? new Holidays(country, state, options) : new Holidays(country, options)
  const days = new Map<string, string[]>(Object.values(words).map(word => [word, []]))
  for (let year = FROM; year <= TO; year++)
    for (const { name, date } of known.getHolidays(year)) {
      const list = days.get(words[name] ?? '')
      if (!list) throw new Error(`${set}: «${name}» of ${date} has no word here.`)
      list.push(date.slice(0, 10))
    }
  return days
}

/** A holiday of the same date every year is that date; a moving one lists its days, `yymmdd`. */
function shortened(days: string[]): string {
  const dates = new Set(days.map(day => day.slice(5)))
  const [only = ''] = dates
  if (dates.size === 1 && days.length === TO - FROM + 1) return only
  return days.map(day => day.slice(2).replaceAll('-', '')).join(' ')
}

/** The text of the generated module. */
export function holidaysSource(): string {
  const dates = new Map<string, string>()
  const lists = Object.entries(sets).map(([set, words]) => {
    const days = daysOf(set, words)
    for (const [word, list] of days) {
      const text = shortened(list)
      if ((dates.get(word) ?? text) !== text) throw new Error(`«${word}» is not the same day everywhere.`)
      dates.set(word, text)
    }
    return `  '${set}': '${[...days.keys()].join(' ')}',`
  })
  return [
    '/** Made by scripts/holidays.ts from the data of date-holidays (CC-BY 3.0): do not edit. */',
    `export const years = [${FROM}, ${TO}] as const`,
    '',
    '/** `MM-DD` of every year, or `yymmdd` for each day of a moving one. */',
    'export const dates = {',
    ...[...dates].map(([word, text]) => `  ${word}: '${text}',`),
    '} as const',
    '',
    'export const sets = {',
    ...lists,
    '} as const',
    '',
  ].join('\n')
}

export const target = join(import.meta.dirname, '../src/lib/holidays.gen.ts')

if (import.meta.main) writeFileSync(target, holidaysSource())
