import { randomUUID } from 'node:crypto'
import type { Sandbox } from '../context.ts'
import type { Delivery, Proof } from '../state.ts'
import { attachmentSize, bareAddress, type MailInput } from './input.ts'
import type { AddressEnd, Mail, MailEvent, Received } from './types.ts'

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
  for (const address of mail.to.map(bareAddress)) {
    const known = knownEnds[address]
    const end = sandbox.store.state.resend.ends?.[address] ?? (known && { event: known })
    if (end) void report(sandbox, mail, end.event, end)
    else if (sandbox.settings.delivers) void report(sandbox, mail, 'delivered')
  }
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
  how: { proof?: Proof; retry?: boolean } & Omit<AddressEnd, 'event'> = {},
): Promise<Delivery> {
  mail.lastEvent = event
  const { id: email_id, from, to, subject } = mail
  const created_at = new Date(mail.createdAt).toISOString()
  const data = { email_id, created_at, from, to, subject, tags: tagsOf(mail), ...said(event, how) }
  const { proof, retry } = how
  return webhook(sandbox, `email.${event}`, data, { proof, retry })
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

/** What an event says beside the mail it is about. */
function said(event: MailEvent, { bounce = 'Permanent', words }: Omit<AddressEnd, 'event'>): object {
  if (event === 'bounced') {
    const message = words ?? 'The recipient’s mail server rejected the mail.'
    return { bounce: { type: bounce, subType: 'General', message } }
  }
  if (event === 'suppressed') {
    const message = words ?? 'The address is on the suppression list.'
    return { suppressed: { type: 'OnAccountSuppressionList', message } }
  }
  return event === 'failed' ? { failed: { reason: words ?? 'reached_daily_quota' } } : {}
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
