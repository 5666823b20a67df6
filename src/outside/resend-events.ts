import * as z from 'zod'

/** What becomes of a mail after it was accepted, in Resend's words and ours. */
const kinds = {
  'email.sent': 'sent',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  'email.suppressed': 'suppressed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
} as const

/** News of one mail. */
export type MailNews = {
  /** The provider's name for it. */
  providerId: string
  /** Ours, which it was sent with; null where it carried none. */
  mailId: string | null
  what: (typeof kinds)[keyof typeof kinds]
  /** It will not be otherwise the next time: the address is refused for good, or its person wants nothing more. */
  lasting: boolean
  /** The receiving server's own words. */
  detail: string | null
  /** The address it was about, bare and in small letters. */
  address: string
  /** When it happened, in milliseconds. */
  at: number
}

/** Whether an event says what became of a mail. */
export const isMailNews = (type: string): type is keyof typeof kinds => Object.hasOwn(kinds, type)

const shape = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().min(1),
    to: z.union([z.string(), z.array(z.string())]).transform(to => [to].flat()),
    tags: z.record(z.string(), z.string()).optional().catch(undefined),
    bounce: z.object({ type: z.string(), message: z.string().optional() }).optional(),
    suppressed: z.object({ message: z.string().optional() }).optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
  }),
})

/** The name of the tag that carries our own id of a mail. */
export const MAIL_TAG = 'mail'
const LONGEST = 300

/** @returns null where it makes no sense */
export function hearMail(payload: string): MailNews | null {
  const parsed = shape.safeParse(readable(payload))
  if (!parsed.success || !isMailNews(parsed.data.type)) return null
  const { type, created_at, data } = parsed.data
  const what = kinds[type]
  const at = Date.parse(created_at)
  if (Number.isNaN(at)) return null
  const { bounce, suppressed, failed } = data
  return {
    providerId: data.email_id,
    mailId: data.tags?.[MAIL_TAG] ?? null,
    what,
    lasting:
      what === 'complained' || what === 'suppressed' || (what === 'bounced' && bounce?.type === 'Permanent'),
    detail: oneLine(bounce?.message ?? suppressed?.message ?? failed?.reason ?? ''),
    address: bare(data.to[0] ?? ''),
    at,
  }
}

function readable(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return null
  }
}

const bare = (address: string): string =>
  (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase()

const oneLine = (text: string): string | null =>
  text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST) || null
