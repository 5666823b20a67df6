import type * as z from 'zod'
import type { Config } from '../config'
import type { Mode, ProviderName } from '../lib/providers'

export type { Mode, ProviderName } from '../lib/providers'

/** What a pay page is opened for. Nothing in it may change between two tries of one attempt: providers compare. */
export type Order = {
  /** Ours; also the idempotency key. */
  attemptId: string
  /** Minor units of `currency`, all taxes included. */
  amount: number
  currency: string
  title: string
  language: 'fr' | 'en'
  /** Instant after which the page is closed. */
  expiresAt: number
  /** Ours, kept by the provider beside its own. */
  requestId: string
  workspaceId: string
  /** The client as the provider knows it (see `Provider.customer`); null: it does not, or not any more. */
  customer: string | null
  /** Whether the provider makes an invoice of its own of it. */
  invoice: boolean
  /** Whole addresses: the payment's page, and where CinetPay's counter posts the person back. */
  page: string
  counterReturn: string
  notify: string
}

export type Opened = { ref: string; url: string }

/** How a checkout stands, as its provider says it; compared with our own row before anything follows. */
export type Truth = {
  /** The provider's id of the checkout; null where it was told of the money alone. */
  ref: string | null
  /** Our attempt's id, as the provider kept it. */
  attemptId: string | null
  state: 'open' | 'processing' | 'paid' | 'failed' | 'expired'
  /** Minor units; null where the provider says nothing of money. */
  amount: number | null
  currency: string | null
  /** The provider's id of the money itself, needed to refund. */
  paymentRef: string | null
  /** A code, never free words. */
  problem?: string
}

/** One giving back, as its provider tells of it. `key`: ours, where we asked for it; null: it was done over there. */
export type Back = {
  ref: string
  key: string | null
  /** Minor units. */
  amount: number
  state: 'pending' | 'succeeded' | 'failed'
  problem?: string
}

/** Money received, in minor units, and everything that ever went back of it, failed or not. */
export type Received = {
  attemptId: string | null
  paymentRef: string
  paid: boolean
  amount: number
  currency: string
  backs: Back[]
}

/**
 * A word from a provider whose signature holds; `id` is its own, so that one is kept once. `payload` holds what
 * `hear` needs and nobody's personal data.
 */
export type Hint = { id: string; type: string; payload: string }

/** The payer's bank takes the money back, or may; and how that ended. */
export type Dispute = 'open' | 'won' | 'lost'

/** What a kept word amounts to, once the provider was asked where the word itself proves too little. */
export type News =
  | { about: 'checkout'; truth: Truth; source: 'webhook' | 'check' }
  | { about: 'money'; received: Received; dispute?: Dispute }
  /** `ignored`: nothing follows from such a word. `unknown`: it names nothing that the provider knows. */
  | { about: 'nothing'; why: 'ignored' | 'unknown' }

export interface Provider {
  readonly name: ProviderName
  /** The workspace's own account; null: the deployment's. */
  readonly accountId: string | null
  readonly mode: Mode
  /** Whether it gives money back at our call. */
  readonly refunds: boolean
  /** Whether it takes this amount (minor units) in this currency. */
  takes(amount: number, currency: string): boolean
  /** The reference known before the provider has answered, where it is ours to choose. */
  refOf(attemptId: string): string | null
  /** Opens a pay page; the same attempt asked twice gives the same page. @throws ProviderFailure */
  open(order: Order): Promise<Opened>
  /** How a checkout stands now. @throws ProviderFailure */
  truth(ref: string): Promise<Truth>
  /** Closes a pay page where it is open and can be closed. @returns how it stands then. @throws ProviderFailure */
  expire(ref: string): Promise<Truth>
  /** Gives back minor units of a payment, once per `key`. @throws ProviderFailure */
  refund(paymentRef: string, amount: number, key: string): Promise<Back>
  /** The money behind a payment's id; null where the provider has no such thing. @throws ProviderFailure */
  received(paymentRef: string): Promise<Received | null>
  /** Makes the client known, once per `key`, where the provider keeps such a thing. @throws ProviderFailure */
  customer?(client: { key: string; name: string; clientId: string; workspaceId: string }): Promise<string>
  /** Checks a webhook on its raw body. @returns null where the proof does not hold */
  verify(raw: string, headers: Headers): Promise<Hint | null>
  /** Makes sense of a word that was kept, asking where it must. @throws ProviderFailure */
  hear(payload: string): Promise<News>
  /** Whether the keys open anything, by a real call. @returns whose account it is. @throws ProviderFailure */
  test(): Promise<{ identity: string }>
}

/** An account's keys, by the names of the form's fields. */
export type Keys = Record<string, string>

/** Where an account stands: whose it is, and how the outside is reached. */
export type Standing = { config: Config; accountId: string | null }

/** Everything that is known of a provider before an account of it is opened. */
export type ProviderKind = {
  /** Its name, as it writes it. */
  label: string
  /** What the payer holds in the hand. */
  method: 'card' | 'mobile'
  /** Whether money can be given back through it. */
  givesBack: boolean
  /** Whether it can make an invoice of its own for a payment. */
  invoices: boolean
  /** Where it is at home; null: in any currency. */
  currencies: readonly string[] | null
  /** Whether it takes this amount (minor units) in this currency. */
  takes(amount: number, currency: string): boolean
  /** An account's keys, in the order in which a form asks for them. */
  keys: z.ZodObject<Record<string, z.ZodType<string>>>
  /** The key whose last characters an account is known by. */
  known: string
  /** What its notifications are called over there, where they have to be ticked one by one. */
  listens: readonly string[]
  /** The deployment's own keys; null: it has none. */
  ofDeployment(config: Config): Keys | null
  modeOf(keys: Keys, config: Config): Mode
  open(keys: Keys, standing: Standing): Provider
}

/**
 * A provider did not do what it was asked. `down`: no answer, or not now (it may have done it all the same; the same
 * key may be tried again). `refused`: it never will. `taken`: the key was used for something else.
 */
export class ProviderFailure extends Error {
  override name = 'ProviderFailure'
  readonly kind: 'down' | 'refused' | 'taken'
  readonly code: string
  constructor(kind: 'down' | 'refused' | 'taken', code: string) {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
  }
}

/** `taken`, because the customer named in it is there no more. */
export const CUSTOMER_GONE = 'customer_gone'

/** How long a provider may take to answer. */
export const PATIENCE = 8000
