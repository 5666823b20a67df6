import * as z from 'zod'
import { line, optionalDay, optionalLine, optionalWords } from '../../lib/fields'

/** A choice that may be left open. */
export const optionalId = z
  .union([z.literal('').transform(() => null), z.string()])
  .optional()
  .transform(v => v ?? null)

/** A request as its form sends it. `basis`: whether the amount given already holds its taxes. */
export const requestInput = z.object({
  kind: z.enum(['deposit', 'milestone', 'balance']),
  title: line(120),
  description: optionalWords(2000),
  amount: line(40),
  basis: z.enum(['with', 'without']).default('with'),
  phaseId: optionalId,
  dueOn: optionalDay,
  validUntil: optionalDay,
})
export type RequestInput = z.output<typeof requestInput>

/** Which button of a form that is looked at before it is sent. */
export const stepInput = z.object({
  step: z.enum(['send', 'preview', 'edit', 'more', 'fewer']).catch('send'),
})

export const transferInput = z.object({ reference: line(120), receivedOn: optionalDay })
export type TransferInput = Omit<z.output<typeof transferInput>, 'receivedOn'> & {
  receivedOn?: string | null
}

export const reminderInput = z.object({ again: z.string().optional() })

/** `base`: what had gone back when the form was shown, so that it is not sent twice. */
export const refundInput = z.object({ amount: line(40), base: z.coerce.number().int().min(0) })
export const repaymentInput = refundInput.extend({ reason: optionalLine(200) })
export type RepaymentInput = z.output<typeof repaymentInput>
