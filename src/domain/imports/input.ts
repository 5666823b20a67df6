import * as z from 'zod'
import { ticketTypes, urgencies } from '../tickets/input'
import { type Columns, type Field, fieldsOf, importKinds } from './columns'
import { MOST_BYTES } from './csv'

const kind = z.enum(importKinds).catch('tickets')

export const kindInput = z.object({ kind })

const fields = [...new Set([...fieldsOf.tickets, ...fieldsOf.tasks])]
const column = z
  .string()
  .regex(/^\d{1,3}$/)
  .optional()
  .catch(undefined)

/** The file's text with what was chosen for it: which column holds what, and what empty cells mean. */
export const importInput = z
  .object({
    kind,
    /** Empty where the file itself comes along. */
    text: z.string().max(MOST_BYTES).default(''),
    /** The columns as they are shown; missing: not chosen yet. */
    chosen: z.string().optional(),
    /** What the review was made of that was looked at last: see `signature`. */
    seen: z.string().optional(),
    order: z.enum(['day_first', 'month_first']).optional().catch(undefined),
    type: z.enum(ticketTypes).catch('question'),
    urgency: z.enum(urgencies).catch('maintenance'),
    ...(Object.fromEntries(fields.map(field => [`col_${field}`, column])) as Record<
      `col_${Field}`,
      typeof column
    >),
  })
  .transform(({ kind, text, chosen, seen, order, type, urgency, ...sent }) => {
    const columns: Columns = {}
    for (const field of fields) {
      const at = sent[`col_${field}`]
      if (at !== undefined) columns[field] = Number(at)
    }
    const asked = { kind, order, type, urgency, columns: chosen === undefined ? undefined : columns }
    return { ...asked, text, seen }
  })

export type ImportInput = z.output<typeof importInput>

/** All that was chosen for a file, as one text: whoever imports gets what the review showed, or another review. */
export const signature = (
  input: Pick<ImportInput, 'kind' | 'order' | 'type' | 'urgency' | 'columns'>,
): string =>
  JSON.stringify([
    input.kind,
    input.order,
    input.type,
    input.urgency,
    fields.map(field => input.columns?.[field] ?? null),
  ])
