import * as z from 'zod'

/** An error as Resend's API words it: `{ statusCode, name, message }`. */
export class ResendError extends Error {
  readonly status: number
  readonly body: { statusCode: number; name: string; message: string }
  constructor(status: number, name: string, message: string) {
    super(message)
    this.status = status
    this.body = { statusCode: status, name, message }
  }
}

const MAX_RECIPIENTS = 50
const MAX_BYTES = 40 * 1024 * 1024

const addresses = z.union([z.string(), z.array(z.string())]).transform(value => [value].flat())
const attachment = z.object({
  content: z.union([z.string(), z.object({ data: z.array(z.number()) })]).optional(),
  path: z.string().optional(),
  filename: z.string().optional(),
  content_type: z.string().optional(),
  content_id: z.string().optional(),
})
const input = z.object({
  from: z.string(),
  to: addresses,
  cc: addresses.optional(),
  bcc: addresses.optional(),
  reply_to: addresses.optional(),
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  attachments: z.array(attachment).optional(),
  scheduled_at: z.string().optional(),
  template: z.object({ id: z.string() }).optional(),
  topic_id: z.string().nullish(),
})
export type MailInput = z.infer<typeof input>

/** Reads one mail to send. Throws the ResendError of the first thing wrong. */
export function mailInput(body: unknown): MailInput {
  if (typeof body !== 'object' || body === null) throw invalid('The request body must be a JSON object.')
  const given = body as Record<string, unknown>
  for (const field of ['from', 'to', 'subject']) {
    if (given[field] === undefined || given[field] === null || given[field] === '')
      throw absent(`\`${field}\``)
  }
  const result = input.safeParse(body)
  if (!result.success) {
    const [issue] = result.error.issues
    throw invalid(`Invalid \`${issue?.path.join('.')}\` field. ${issue?.message}`)
  }
  const mail = result.data
  if (mail.html === undefined && mail.text === undefined && !mail.template) throw absent('`html` or `text`')
  checkAddresses(mail)
  checkHeaders(mail)
  checkAttachments(mail)
  return mail
}

/** The bare address of `Name <name@example.org>`, in small letters. */
export function bareAddress(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase()
}

function checkAddresses(mail: MailInput): void {
  if (mail.to.length === 0) throw absent('`to`')
  const wellFormed =
    'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'
  const fields = { from: [mail.from], to: mail.to, cc: mail.cc, bcc: mail.bcc, reply_to: mail.reply_to }
  for (const [field, list] of Object.entries(fields)) {
    for (const address of list ?? []) {
      const lineBreak = /[\r\n]/.test(address)
      if (lineBreak || !/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(bareAddress(address))) {
        throw invalid(`Invalid \`${field}\` field. ${wellFormed}`)
      }
    }
  }
  for (const [field, list] of Object.entries({ to: mail.to, cc: mail.cc, bcc: mail.bcc })) {
    if (list && list.length > MAX_RECIPIENTS) {
      throw invalid(`The \`${field}\` field must not have more than ${MAX_RECIPIENTS} recipients.`)
    }
  }
}

function checkHeaders(mail: MailInput): void {
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    if (!/^[\w-]+$/.test(name) || /[\r\n]/.test(value))
      throw invalid(`Invalid \`headers\` field: \`${name}\`.`)
  }
  if (/[\r\n]/.test(mail.subject)) throw invalid('The `subject` field must not contain line breaks.')
  for (const { name, value } of mail.tags ?? []) {
    if (![name, value].every(part => /^[\w-]{1,256}$/.test(part))) {
      throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
    }
  }
}

function checkAttachments(mail: MailInput): void {
  const all = mail.attachments ?? []
  for (const { content, path } of all) {
    if (content === undefined && path === undefined) {
      throw new ResendError(422, 'invalid_attachment', 'Attachment must have either a `content` or `path`.')
    }
  }
  if (all.reduce((sum, one) => sum + attachmentSize(one.content), 0) > MAX_BYTES) {
    throw new ResendError(422, 'invalid_attachment', 'The attachments are larger than 40 MB.')
  }
}

/** Bytes of an attachment's content: base64 text, or a serialised Buffer. */
export function attachmentSize(content: string | { data: number[] } | undefined): number {
  if (content === undefined) return 0
  return typeof content === 'string' ? Math.floor((content.length * 3) / 4) : content.data.length
}

function absent(fields: string): ResendError {
  return new ResendError(422, 'missing_required_field', `Missing ${fields} field.`)
}

function invalid(message: string): ResendError {
  return new ResendError(422, 'validation_error', message)
}
