import type { Sandbox } from '../context.ts'

/** A key `sk_test_own_<name>` opens an account of its own, made up at its first use. */
const OWN = /^sk_test_own_(\w+)$/

/** Whose account a key opens: '' for the sandbox's own, a name for another's; null: nobody's. */
export function accountOf(sandbox: Sandbox, key: string): string | null {
  if (key === sandbox.settings.stripeSecretKey) return ''
  return OWN.exec(key)?.[1] ?? null
}

export const accountId = (account: string): string => (account ? `acct_own_${account}` : 'acct_1Sandbox')

/** Writes down whose a session or a customer is; what comes of them is theirs too. */
export function own(sandbox: Sandbox, account: string, id: string): void {
  const { stripe } = sandbox.store.state
  if (account) stripe.owners = { ...stripe.owners, [id]: account }
}

/** Whose a thing is, by its id: a payment is its session's. */
export function ownerOf(sandbox: Sandbox, id: string): string {
  const { owners = {}, sessions, charges, refunds, disputes } = sandbox.store.state.stripe
  if (owners[id]) return owners[id]
  const intent = (charges[id] ?? refunds[id] ?? disputes[id])?.payment_intent ?? id
  const session = Object.values(sessions).find(s => s.payment_intent === intent || s.invoice === id)
  return (session && owners[session.id]) ?? ''
}

/** Where an account's webhooks go, and what they are signed with; no address: it never declared one. */
export function hookOf(sandbox: Sandbox, account: string): { url: string; secret: string } {
  const { settings, store } = sandbox
  if (!account) return { url: `${settings.appOrigin}/webhooks/stripe`, secret: settings.stripeWebhookSecret }
  return { url: store.state.stripe.endpoints?.[account] ?? '', secret: `whsec_own_${account}` }
}

/** Declares where an account's webhooks go. */
export function declare(sandbox: Sandbox, account: string, url: string): void {
  const { stripe } = sandbox.store.state
  stripe.endpoints = { ...stripe.endpoints, [account]: url }
  sandbox.store.touch()
}
