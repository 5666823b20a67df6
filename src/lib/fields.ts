import * as z from 'zod'

/** A line of words: trimmed, one to `max` characters, without control characters. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .transform(v => v.replace(/\p{Cc}/gu, ' '))
/** The same, or nothing. */
export const optionalLine = (max = 200) =>
  z
    .union([z.literal(''), line(max)])
    .optional()
    .transform(v => v ?? '')
/** Several lines of words. */
export const words = (max = 20_000) => z.string().trim().min(1).max(max)
export const optionalWords = (max = 20_000) =>
  z
    .string()
    .trim()
    .max(max)
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
