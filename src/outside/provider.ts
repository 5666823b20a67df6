export type ProviderName = 'stripe' | 'cinetpay'

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

/** Money received and what went back of it, all in minor units, cumulated. */
export type Received = {
  attemptId: string | null
  paymentRef: string
  paid: boolean
  amount: number
  currency: string
  refunded: number
}

/** A word from a provider whose signature holds; `id` is its own, so that one is kept once. */
export type Hint = { id: string; type: string; payload: string }

export interface Provider {
  readonly name: ProviderName
  /** Whether it gives money back at our call. */
  readonly refunds: boolean
  /** Whether it takes this amount in this currency. */
  takes(amount: number, currency: string): boolean
  /** The reference known before the provider has answered, where it is ours to choose. */
  refOf(attemptId: string): string | null
  /** Opens a pay page; the same attempt asked twice gives the same page. @throws ProviderFailure */
  open(order: Order): Promise<Opened>
  /** How a checkout stands now. @throws ProviderFailure */
  truth(ref: string): Promise<Truth>
  /** Closes a pay page where it is open and can be closed. @returns how it stands then. @throws ProviderFailure */
  expire(ref: string): Promise<Truth>
  /** Gives back minor units of a payment, once per `key`. @returns what has gone back of it in all. */
  refund(paymentRef: string, amount: number, key: string): Promise<Received>
  /** The money behind a payment's id; null where the provider has no such thing. */
  received(paymentRef: string): Promise<Received | null>
  /** Checks a webhook on its raw body. @returns null where the proof does not hold */
  verify(raw: string, headers: Headers): Promise<Hint | null>
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

/** How long a provider may take to answer. */
export const PATIENCE = 8000
