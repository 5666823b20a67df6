import { randomUUID } from 'node:crypto'
import type { Sandbox } from '../context.ts'
import type { Delivery, Proof } from '../state.ts'
import { attachmentSize, bareAddress, type MailInput } from './input.ts'
import type { Mail, MailEvent, Received } from './types.ts'

/** Addresses that come to a known end, as at Resend. */
const knownEnds: Record<string, MailEvent> = {
  'bounced@resend.dev': 'bounced',
  'complained@resend.dev': 'complained',
  'suppressed@resend.dev': 'suppressed',
}

/** Puts a checked mail into the box. */
export function accept(sandbox: Sandbox, input: MailInput, idempotencyKey: string | undefined): Mail {
  const id = randomUUID()
  const mail: Mail = {
    id,
    messageId: `<${id}@sandbox.test>`,
    from: input.from,
    to: input.to,
    cc: input.cc ?? [],
    bcc: input.bcc ?? [],
    replyTo: input.reply_to ?? [],
    subject: input.subject,
    html: input.html ?? null,
    text: input.text ?? null,
    headers: input.headers ?? {},
    tags: input.tags ?? [],
    attachments: (input.attachments ?? []).map(one => ({
      filename: one.filename ?? null,
      contentType: one.content_type ?? null,
      size: attachmentSize(one.content),
    })),
    scheduledAt: input.scheduled_at ?? null,
    idempotencyKey: idempotencyKey ?? null,
    lastEvent: input.scheduled_at ? 'scheduled' : 'delivered',
    createdAt: Date.now(),
  }
  sandbox.store.state.resend.mails.push(mail)
  sandbox.store.touch()
  sandbox.log(`resend mail → ${mail.to.map(bareAddress).join(', ')}`)
  const end = mail.to.map(bareAddress).map(address => knownEnds[address])
  for (const event of end) if (event) void report(sandbox, mail, event)
  return mail
}

/** Everyone a mail went to, bare and in small letters. */
export function recipients(mail: Mail): string[] {
  return [...mail.to, ...mail.cc, ...mail.bcc].map(bareAddress)
}

/** Tells the application what became of a mail. Resolves after the first attempt. */
export function report(
  sandbox: Sandbox,
  mail: Mail,
  event: MailEvent,
  how: { proof?: Proof; retry?: boolean } = {},
): Promise<Delivery> {
  mail.lastEvent = event
  const { id: email_id, from, to, subject } = mail
  const created_at = new Date(mail.createdAt).toISOString()
  const data = { email_id, created_at, from, to, subject, tags: tagsOf(mail), ...more[event] }
  return webhook(sandbox, `email.${event}`, data, how)
}

/** A mail for the application, as if somebody had answered one. Resolves after the first attempt. */
export function receive(
  sandbox: Sandbox,
  mail: Pick<Received, 'from' | 'to' | 'subject' | 'text' | 'headers'>,
): Promise<Delivery> {
  const id = randomUUID()
  const received: Received = { id, messageId: `<${id}@writer.test>`, ...mail, createdAt: Date.now() }
  sandbox.store.state.resend.received.push(received)
  sandbox.store.touch()
  const { html: _, text: __, headers: ___, object: ____, id: _____, ...facts } = asReceived(received)
  return webhook(sandbox, 'email.received', { email_id: id, ...facts })
}

function webhook(
  sandbox: Sandbox,
  type: string,
  data: object,
  how: { proof?: Proof; retry?: boolean } = {},
): Promise<Delivery> {
  const parcel = {
    service: 'resend' as const,
    url: `${sandbox.settings.appOrigin}/webhooks/resend`,
    kind: type,
    ref: `msg_${randomUUID().replaceAll('-', '')}`,
    contentType: 'application/json',
    body: JSON.stringify({ type, created_at: new Date().toISOString(), data }),
  }
  return sandbox.courier.post(parcel, how)
}

const more: Partial<Record<MailEvent, object>> = {
  bounced: {
    bounce: {
      type: 'Permanent',
      subType: 'General',
      message: 'The recipient’s mail server permanently rejected the mail.',
    },
  },
  suppressed: {
    suppressed: { type: 'OnAccountSuppressionList', message: 'The address is on the suppression list.' },
  },
  failed: { failed: { reason: 'reached_daily_quota' } },
}

function tagsOf(mail: Mail): Record<string, string> {
  return Object.fromEntries(mail.tags.map(tag => [tag.name, tag.value]))
}

/** A mail as `GET /emails/:id` gives it. */
export function asEmail(mail: Mail): object {
  return {
    object: 'email',
    id: mail.id,
    message_id: mail.messageId,
    to: mail.to,
    from: mail.from,
    created_at: new Date(mail.createdAt).toISOString(),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    bcc: mail.bcc,
    cc: mail.cc,
    reply_to: mail.replyTo,
    last_event: mail.lastEvent,
    scheduled_at: mail.scheduledAt,
    tags: mail.tags,
  }
}

/** A received mail as `GET /emails/receiving/:id` gives it. */
export function asReceived(mail: Received) {
  return {
    object: 'email',
    id: mail.id,
    to: mail.to,
    from: mail.from,
    created_at: new Date(mail.createdAt).toISOString(),
    subject: mail.subject,
    html: null,
    text: mail.text,
    headers: mail.headers,
    bcc: [],
    cc: [],
    reply_to: [],
    message_id: mail.messageId,
    attachments: [],
  }
}
