import * as z from 'zod'
import { line, optionalDay, optionalWords } from '../../lib/fields'
import { parseMoney, type Tax, withTaxes } from '../../lib/money'

/** A request as its form sends it. `basis`: whether the amount given already holds its taxes. */
export const requestInput = z.object({
  kind: z.enum(['deposit', 'milestone', 'balance']),
  title: line(120),
  description: optionalWords(2000),
  amount: line(40),
  basis: z.enum(['with', 'without']).default('with'),
  phaseId: z
    .union([z.literal('').transform(() => null), z.string()])
    .optional()
    .transform(v => v ?? null),
  dueOn: optionalDay,
  validUntil: optionalDay,
})
export type RequestInput = z.output<typeof requestInput>

export const transferInput = z.object({ reference: line(120) })
export type TransferInput = z.output<typeof transferInput>

/** `base`: what had gone back when the form was shown, so that it is not sent twice. */
export const refundInput = z.object({ amount: line(40), base: z.coerce.number().int().min(0) })

export type Priced = { amount: number; taxes: (Tax & { amount: number })[] }

/**
 * An amount as written, with the part of it that is tax. @returns null where it is not an amount
 * @param taxes the workspace's, in basis points
 */
export function priced(
  text: string,
  currency: string,
  taxes: readonly Tax[],
  basis: 'with' | 'without',
): Priced | null {
  const given = parseMoney(text, currency)
  if (given === null) return null
  if (basis === 'with') return { amount: given, taxes: taxesWithin(given, taxes) }
  const { parts, total } = withTaxes(given, taxes)
  return { amount: total, taxes: parts }
}

/** The taxes held in a total, each on the net: the last takes what rounding left, so that the parts always add up. */
export function taxesWithin(total: number, taxes: readonly Tax[]): (Tax & { amount: number })[] {
  if (taxes.length === 0) return []
  const rate = taxes.reduce((sum, tax) => sum + tax.rate, 0)
  const net = Math.floor((total * 10_000 + (10_000 + rate) / 2) / (10_000 + rate))
  const { parts } = withTaxes(net, taxes)
  const left = total - net - parts.reduce((sum, part) => sum + part.amount, 0)
  return parts.map((part, i) => (i === parts.length - 1 ? { ...part, amount: part.amount + left } : part))
}
