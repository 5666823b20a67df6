import { env } from 'cloudflare:workers'
import { replyAddress, type Thread } from '../src/domain/inbound/address'
import { type Incoming, receiveMail } from '../src/jobs/inbound'
import worker from '../src/worker'
import { rows } from './harness'
import { emailOf, type PersonName, world } from './world'

/** What an incoming mail is made of; `headers` come over the usual ones, and one of '' is left out. */
export type Letter = {
  from?: string
  envelope?: string
  subject?: string
  text?: string
  html?: string
  files?: { name: string; type: string; bytes: string | Uint8Array; headers?: string[] }[]
  id?: string
  headers?: Record<string, string>
}

export const reply = (thread: Thread): Promise<string> =>
  replyAddress(env.MAIL_REPLY as string, env.SECRET_KEY as string, thread)

export const conversation = { kind: 'conversation', id: world.site.id } as const

let made = 0

/** A mail as programs write them. */
export function mime({ from, subject, text, html, files, id, headers }: Letter, to: string): string {
  const head: Record<string, string> = {
    'Message-ID': id ?? `<${++made}@mail.test>`,
    Date: 'Mon, 16 Nov 2026 10:02:00 +0100',
    From: from ?? `=?utf-8?Q?L=C3=A9a?= <${emailOf('lea')}>`,
    To: to,
    Subject: subject ?? 'Re: Le menu',
    'MIME-Version': '1.0',
    ...headers,
  }
  const lines = Object.entries(head).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  const part = (type: string, words: string, more: string[] = []) =>
    [
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: base64',
      ...more,
      '',
      base64(words),
    ].join('\r\n')
  const bodies = [
    ...(text !== undefined ? [part('text/plain', text)] : []),
    ...(html !== undefined ? [part('text/html', html)] : []),
  ]
  const body =
    bodies.length === 2
      ? [
          'Content-Type: multipart/alternative; boundary="alt"',
          '',
          ...bodies.map(b => `--alt\r\n${b}`),
          '--alt--',
        ].join('\r\n')
      : (bodies[0] ?? part('text/plain', ''))
  if (!files) return [...lines, body, ''].join('\r\n')
  const attached = files.map(({ name, type, bytes, headers: own }) =>
    [
      `--mixed`,
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      ...(own ?? [`Content-Disposition: attachment; filename="${name}"`]),
      '',
      base64(bytes),
    ].join('\r\n'),
  )
  return [
    ...lines,
    'Content-Type: multipart/mixed; boundary="mixed"',
    '',
    `--mixed\r\n${body}`,
    ...attached,
    '--mixed--',
    '',
  ].join('\r\n')
}

function base64(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return (btoa(binary).match(/.{1,76}/g) ?? ['']).join('\r\n')
}

/** A mail as Cloudflare hands it over; `refused` says with what it was sent back. */
export function incoming(raw: string | Uint8Array, to: string, from = emailOf('lea')) {
  const bytes = typeof raw === 'string' ? new TextEncoder().encode(raw) : raw
  const head = new TextDecoder().decode(bytes.subarray(0, 200_000)).split('\r\n\r\n')[0] ?? ''
  const headers = new Headers()
  for (const [, name, value] of head.replace(/\r\n[ \t]+/g, ' ').matchAll(/^([\w-]+): (.*)$/gm))
    try {
      headers.append(name as string, value as string)
    } catch {
      // A header that HTTP cannot say.
    }
  const message = {
    from,
    to,
    headers,
    raw: new Response(bytes).body as ReadableStream<Uint8Array>,
    rawSize: bytes.byteLength,
    refused: '',
    setReject: (reason: string) => {
      message.refused = reason
    },
  }
  return message
}

/** Somebody's answer comes in, as it would on Cloudflare. @returns why it was sent back, or nothing */
export async function answer(thread: Thread | string, letter: Letter = {}, now?: number): Promise<string> {
  const to = typeof thread === 'string' ? thread : await reply(thread)
  const message = incoming(mime(letter, to), to, letter.envelope)
  if (now !== undefined) await receiveMail(message as Incoming, env as never, now)
  else await worker.email(message as unknown as ForwardableEmailMessage, env as never)
  return message.refused
}

export const fromPerson = (name: PersonName): Pick<Letter, 'from' | 'envelope'> => ({
  from: `${name} <${emailOf(name)}>`,
  envelope: emailOf(name),
})

export const received = () =>
  rows<{ id: string; state: string; problem: string | null; body: string; storage_key: string | null }>(
    'select * from inbound_mails order by rowid',
  )
