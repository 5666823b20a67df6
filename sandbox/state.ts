import type { CinetpayPayment } from './cinetpay/types.ts'
import type { PushState } from './push/types.ts'
import type { AddressEnd, Mail, Received, SentKey } from './resend/types.ts'
import type { StripeTables } from './stripe/types.ts'

export const services = ['stripe', 'cinetpay', 'resend', 'push'] as const
export type Service = (typeof services)[number]

/** Whether a webhook is sent as the provider would, signed by a stranger, or signed 400 seconds ago. */
export type Proof = 'good' | 'forged' | 'old'

export type Attempt = { at: number; ms: number; status?: number; error?: string }

/** One webhook on its way to the application. Instants are milliseconds. */
export type Delivery = {
  id: string
  service: Service
  url: string
  /** What it tells: an event type, or a payment's status. */
  kind: string
  /** The event or transaction it is about. */
  ref: string
  contentType: string
  body: string
  /** What it is signed with, where that is not the service's own secret. */
  secret?: string
  proof: Proof
  retry: boolean
  state: 'held' | 'waiting' | 'delivered' | 'failed'
  attempts: Attempt[]
  createdAt: number
  nextAt?: number
}

export const faultKinds = [
  'status',
  'slow',
  'status-after-accept',
  'timeout-after-accept',
  'cut-after-accept',
] as const

/** Something that goes wrong on purpose. `times` left; absent: until removed. */
export type Fault = {
  id: string
  service: Service
  kind: (typeof faultKinds)[number]
  status?: number
  ms?: number
  times?: number
  method?: string
  /** A part of the path; absent: every path of the service. */
  path?: string
}

/** Everything the sandbox knows; plain JSON, so that it survives a restart. */
export type State = {
  version: 1
  stripe: StripeTables
  cinetpay: { payments: Record<string, CinetpayPayment>; returnBy: 'post' | 'get' }
  resend: {
    mails: Mail[]
    received: Received[]
    keys: Record<string, SentKey>
    perSecond: number
    /** What every mail to an address comes to; to any other it is delivered. */
    ends?: Record<string, AddressEnd>
  }
  push?: PushState
  deliveries: Delivery[]
  hold: Record<Service, boolean>
  faults: Fault[]
}

export function emptyState(): State {
  return {
    version: 1,
    stripe: {
      sessions: {},
      lineItems: {},
      intentData: {},
      customers: {},
      paymentIntents: {},
      charges: {},
      refunds: {},
      disputes: {},
      invoices: {},
      events: {},
      keys: {},
    },
    cinetpay: { payments: {}, returnBy: 'post' },
    resend: { mails: [], received: [], keys: {}, perSecond: 0 },
    deliveries: [],
    hold: { stripe: false, cinetpay: false, resend: false, push: false },
    faults: [],
  }
}
