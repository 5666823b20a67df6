export const mailEvents = [
  'sent',
  'delivered',
  'bounced',
  'complained',
  'suppressed',
  'failed',
  'delivery_delayed',
] as const
export type MailEvent = (typeof mailEvents)[number]

export type Attachment = { filename: string | null; contentType: string | null; size: number }

/** A mail that was accepted. Instants in milliseconds. */
export type Mail = {
  id: string
  messageId: string
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  html: string | null
  text: string | null
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  attachments: Attachment[]
  scheduledAt: string | null
  idempotencyKey: string | null
  lastEvent: MailEvent | 'scheduled'
  createdAt: number
}

/** How the receiving server refuses. */
export const bounceTypes = ['Permanent', 'Transient', 'Undetermined'] as const

/** What becomes of mails to an address. `words`: the server's own. */
export type AddressEnd = { event: MailEvent; bounce?: (typeof bounceTypes)[number]; words?: string }

/** A mail that somebody sent to the application. */
export type Received = {
  id: string
  messageId: string
  from: string
  to: string[]
  subject: string
  text: string
  headers: Record<string, string>
  createdAt: number
}

/** What an `Idempotency-Key` answered with. */
export type SentKey = { request: string; answer: object; at: number }
