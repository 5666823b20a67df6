import * as z from 'zod'
import { line, optionalDay, optionalWords } from '../../lib/fields'

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
