import * as z from 'zod'
import { line, optionalDay, optionalWords, words } from '../../lib/fields'
import { isId } from '../../lib/id'
import { urgencies } from '../../lib/serving'
import { ticketTypes } from '../../lib/ticket-filter'

export { ticketTypes, urgencies }

const id = z.string().refine(isId, 'errors.choice')

export const openInput = z.object({
  type: z.enum(ticketTypes),
  urgency: z.enum(urgencies),
  subject: line(160),
  body: words(20_000),
  phaseId: z
    .union([z.literal(''), id])
    .optional()
    .transform(v => v || null),
  /** A contact whom the team opens it for; empty: all of them. */
  forWhom: z.union([z.literal(''), id]).optional(),
})
export type OpenInput = z.output<typeof openInput>

export const replyInput = z.object({ body: words(20_000) })
export const reasonInput = z.object({ reason: words(4000) })
export const optionalReasonInput = z.object({ reason: optionalWords(4000) })
export const triageInput = z.object({ type: z.enum(ticketTypes), urgency: z.enum(urgencies) })
const optionalId = z
  .union([z.literal(''), id])
  .optional()
  .transform(v => v || null)
/** A person put in copy of a request, or taken out. */
export const personInput = z.object({ person: id })
export const assigneeInput = z.object({ assigneeId: optionalId })
export const tagInput = z.object({ tag: z.string().trim().min(1).max(200) })
export const linkInput = z.object({ other: z.string().trim().min(1).max(40) })
/** The task of an accepted request as the team wants it; what is not sent is taken from the request. */
export const acceptInput = z.object({
  title: line(200).optional(),
  description: optionalWords(20_000),
  priority: z.enum(['low', 'normal', 'high']).optional(),
  phaseId: optionalId,
  assigneeId: optionalId,
})
export const mergeInput = z.object({ into: z.string().trim().min(1).max(40) })
export const agreementInput = z.object({
  request: id,
  agreed: z.string('tickets.error.agree').min(1, 'tickets.error.agree'),
})

/** A price as its form sends it; the amount stays text until the currency is known. */
export const priceInput = z.object({
  amount: line(40),
  entry: z.enum(['ttc', 'ht']).default('ttc'),
  description: words(4000),
  delayDays: z
    .union([z.literal('').transform(() => null), z.coerce.number('errors.invalid').int().min(1).max(365)])
    .optional()
    .transform(v => v ?? null),
  terms: z.enum(['now', 'later']),
  validUntil: optionalDay,
})
export type PriceInput = z.output<typeof priceInput>

/** A form that asks nothing but «really?». */
export const nothingInput = z.object({})
