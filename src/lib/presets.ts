import { parseSpan } from './promises'
import { type Urgency, urgencies } from './serving'

/** Ready-made sets of promises, from the slowest to the fastest. */
export const presetNames = ['calm', 'standard', 'keen'] as const
export type Preset = (typeof presetNames)[number]

const types = ['bug', 'change', 'improvement', 'question'] as const

/** What is promised for a type and an urgency, in minutes of working time. */
export type Promised = {
  type: (typeof types)[number]
  urgency: Urgency
  firstMinutes: number
  resolveMinutes: number
}

/** To the first reply and to the resolution of a bug or a change; `d` counts in working days. */
const presets: Record<Preset, Record<Urgency, readonly [string, string]>> = {
  calm: { urgent: ['1 d', '3 d'], maintenance: ['2 d', '10 d'], evolution: ['3 d', '20 d'] },
  standard: { urgent: ['4 h', '2 d'], maintenance: ['1 d', '5 d'], evolution: ['2 d', '15 d'] },
  keen: { urgent: ['1 h', '1 d'], maintenance: ['4 h', '3 d'], evolution: ['1 d', '10 d'] },
}
/** A question is settled sooner than a fault, and something new takes its time; both in whole days. */
const shares = { bug: 1, change: 1, improvement: 2, question: 0.5 }

/** @param day the length of a working day (ms) */
export const presetOf = (name: Preset, day: number): Promised[] =>
  types.flatMap(type =>
    urgencies.map(urgency => {
      const minutes = (span: string) => Math.round((parseSpan(span, day) ?? day) / 60_000)
      const [first, resolve] = presets[name][urgency]
      const firstMinutes = minutes(first)
      const aDay = Math.round(day / 60_000)
      const share = Math.ceil((minutes(resolve) * shares[type]) / aDay) * aDay
      return {
        type,
        urgency,
        firstMinutes,
        resolveMinutes: Math.max(firstMinutes, share),
      }
    }),
  )
