import { env } from 'cloudflare:workers'
import { signed } from '../src/outside/signature'
import { Browser } from './harness'

let told = 0

/** What Resend would say of a mail: its own name for it, the address, and ours where the mail carried it. */
export type Said = {
  provider?: string
  mail?: string
  to: string
  bounce?: 'Permanent' | 'Transient' | 'Undetermined'
  detail?: string
  at?: number
}

export type MailEvent = { id: string; type: string; body: string }

export function mailEvent(type: string, said: Said): MailEvent {
  const words = said.detail ?? '550 5.1.1 user unknown'
  const data = {
    email_id: said.provider ?? 'unheard-of',
    created_at: new Date(said.at ?? Date.now()).toISOString(),
    from: 'Atelier <portail@parvis.test>',
    to: [said.to],
    subject: 'Objet',
    ...(said.mail && { tags: { mail: said.mail } }),
    ...(type === 'bounced' && {
      bounce: { type: said.bounce ?? 'Permanent', subType: 'General', message: words },
    }),
    ...(type === 'suppressed' && { suppressed: { type: 'OnAccountSuppressionList', message: words } }),
    ...(type === 'failed' && { failed: { reason: 'reached_daily_quota' } }),
  }
  const body = JSON.stringify({ type: `email.${type}`, created_at: data.created_at, data })
  return { id: `msg_${++told}`, type: `email.${type}`, body }
}

/** Sends it to the door where Resend knocks, signed with the deployment's key unless another is given. */
export async function knock(event: Pick<MailEvent, 'id' | 'body'>, key?: string): Promise<number> {
  const secret = key ?? atob((env.RESEND_WEBHOOK_SECRET as string).replace('whsec_', ''))
  const at = String(Math.floor(Date.now() / 1000))
  const mac = await signed(new TextEncoder().encode(secret), `${event.id}.${at}.${event.body}`)
  const signature = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
  const headers = { 'svix-id': event.id, 'svix-timestamp': at, 'svix-signature': signature }
  return (await new Browser().request('POST', '/webhooks/resend', { body: event.body, headers })).status
}
