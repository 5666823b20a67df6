import * as z from 'zod'

/** Nothing of it can be seen: spaces, controls, zero-width and filler characters alone. */
const isBlank = (text: string) => !/[^\p{Z}\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/u.test(text)
const orNothing = (text: string) => (isBlank(text) ? '' : text.trim())
/** Marks that turn the direction of what follows would reach beyond it, into a subject or another's sentence. */
const lined = (text: string) =>
  orNothing(
    text
      .toWellFormed()
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\p{Cc}/gu, ' '),
  )
/** Words as they were written, less what no page shows: controls but the tab, and Windows' line ends. */
const spoken = (text: string) =>
  orNothing(
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\t\n]/gu, ''),
  )

const atMost = (max: number, clean: (text: string) => string) =>
  z.string().transform(clean).pipe(z.string().max(max))
const some = (max: number, clean: (text: string) => string) =>
  z.string().transform(clean).pipe(z.string().min(1).max(max))

/** A line of words that can be seen: trimmed, one to `max` characters, without control characters. */
export const line = (max = 200) => some(max, lined)
/** The same, or nothing. */
export const optionalLine = (max = 200) =>
  atMost(max, lined)
    .optional()
    .transform(v => v ?? '')
/** Several lines of words. */
export const words = (max = 20_000) => some(max, spoken)
export const optionalWords = (max = 20_000) =>
  atMost(max, spoken)
    .optional()
    .transform(v => v ?? '')
/** An address, in the one spelling that we keep. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** `YYYY-MM-DD`, or null for an empty field. */
export const optionalDay = z
  .union([z.literal('').transform(() => null), z.iso.date('errors.date')])
  .optional()
  .transform(v => v ?? null)
/** A checkbox. */
export const checked = z
  .string()
  .optional()
  .transform(v => v !== undefined)
