import * as z from 'zod'
import { isId } from '../../lib/id'

const MAX = 10_000

/** Words as they were written, less what no page shows: controls but the tab, and Windows' line ends. */
const spoken = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')

const body = z.string().transform(spoken).pipe(z.string().trim().max(MAX, 'messages.error.long'))

/** A new message. The id is the sender's own: the same id again is the same message. */
export const messageInput = z.object({
  id: z.string().refine(isId),
  body: body.optional().transform(v => v ?? ''),
  /** The message it answers. */
  replyToId: z
    .union([z.literal(''), z.string().refine(isId)])
    .optional()
    .transform(v => v || null),
})
export type MessageInput = Omit<z.output<typeof messageInput>, 'replyToId'> & { replyToId?: string | null }

/** Other words for a message. */
export const editInput = z.object({ body: body.pipe(z.string().min(1, 'errors.required')) })

const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined)

/**
 * Which lines are asked for, by their `seq`: the newest, those `before` one, those `from` one on, those around one (`at`)
 * or from a `day` on; or those `after` one with whatever changed `since` an instant (ms) among the lines just before it.
 * What cannot be read is left out.
 */
export const rangeInput = z.object({
  before: count,
  after: count,
  since: count,
  from: count,
  at: count,
  day: z.iso.date().optional().catch(undefined),
})
export type Range = z.output<typeof rangeInput>

/** What is looked for in the conversation, and the line that the results go on from. */
export const searchInput = z.object({
  q: z
    .string()
    .transform(v => spoken(v).trim().slice(0, 200))
    .catch(''),
  before: count,
})
