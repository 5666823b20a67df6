import { randomUUID } from 'node:crypto'
import type { Sandbox } from '../context.ts'
import { bareAddress } from './input.ts'
import type { Mail } from './types.ts'

/** What somebody writes in answer to a mail they got. */
export type Answer = {
  /** `Léa <lea@…>`, or an address alone. */
  from: string
  words: string
  files?: { name: string; type: string; bytes: Uint8Array }[]
  /** Over the usual headers. */
  headers?: Record<string, string>
}

const WITHIN = 30_000

/**
 * Sends an answer to where the mail says, as a mail program would write it, and hands it to the application as
 * Cloudflare would.
 * @returns the Worker's answer: 200, or 400 with the reason for which it sent the mail back
 * @throws Error when the mail cannot be answered, or the Worker is not there
 */
export async function sendAnswer(
  sandbox: Sandbox,
  mail: Mail,
  answer: Answer,
): Promise<{ status: number; said: string }> {
  const to = mail.replyTo[0]
  if (!to) throw new Error('This mail has no address for an answer.')
  const [sender, recipient] = [bareAddress(answer.from), bareAddress(to)]
  const query = new URLSearchParams({ from: sender, to: recipient })
  const response = await fetch(`${sandbox.settings.appOrigin}/cdn-cgi/handler/email?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822' },
    body: new Uint8Array(written(mail, answer, to)),
    signal: AbortSignal.timeout(WITHIN),
  })
  sandbox.log(`answer ${sender} → application: ${response.status}`)
  return { status: response.status, said: await response.text() }
}

/** The answer as MIME: plain text and HTML, with the mail it answers quoted under it. */
function written(mail: Mail, { from, words, files = [], headers = {} }: Answer, to: string): Buffer {
  const [mixed, alternative] = [boundary(), boundary()]
  const intro = `Le ${new Date(mail.createdAt).toLocaleString('fr-FR')}, ${mail.from.replaceAll('"', '')} a écrit :`
  const quote = (mail.text ?? '').split('\n').map(line => `> ${line}`.trimEnd())
  const text = `${words}\n\n${intro}\n\n${quote.join('\n')}\n`
  const html = `<div dir="ltr">${htmlOf(words)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${htmlOf(intro)}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${htmlOf(mail.text ?? '')}</blockquote></div>`
  const head: Record<string, string> = {
    'Message-ID': `<${randomUUID()}@writer.test>`,
    'In-Reply-To': mail.messageId,
    References: mail.messageId,
    Date: new Date().toUTCString().replace('GMT', '+0000'),
    From: encoded(from),
    To: to,
    Subject: word(`Re: ${mail.subject}`),
    'MIME-Version': '1.0',
    'Content-Type': `multipart/mixed; boundary="${mixed}"`,
    ...headers,
  }
  const lines = [
    ...Object.entries(head).map(([name, value]) => `${name}: ${value}`),
    '',
    `--${mixed}`,
    `Content-Type: multipart/alternative; boundary="${alternative}"`,
    '',
    ...part(alternative, 'text/plain; charset=utf-8', Buffer.from(text)),
    ...part(alternative, 'text/html; charset=utf-8', Buffer.from(html)),
    `--${alternative}--`,
    ...files.flatMap(({ name, type, bytes }) =>
      part(mixed, type || 'application/octet-stream', Buffer.from(bytes), [
        `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
      ]),
    ),
    `--${mixed}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

const boundary = () => `b-${randomUUID()}`

function part(boundary: string, type: string, bytes: Buffer, more: string[] = []): string[] {
  const body = bytes.toString('base64').match(/.{1,76}/g) ?? []
  return [`--${boundary}`, `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...more, '', ...body]
}

/** A header's words, whatever letters are in them (RFC 2047). */
const word = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

function encoded(from: string): string {
  const name = /^\s*"?([^"<]+?)"?\s*</.exec(from)?.[1]
  return name ? `${word(name)} <${bareAddress(from)}>` : bareAddress(from)
}

const htmlOf = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .split('\n')
    .map(line => `<div>${line || '<br>'}</div>`)
    .join('')
