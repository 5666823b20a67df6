export type CinetpayStatus = 'PENDING' | 'WAITING_FOR_CUSTOMER' | 'ACCEPTED' | 'REFUSED'

/** A payment as the sandbox keeps it. The amount is in the currency's own units, as the API takes it. */
export type CinetpayPayment = {
  transactionId: string
  token: string
  amount: number
  currency: string
  description: string
  notifyUrl: string
  returnUrl: string
  channels: string
  lang: string
  metadata: string | null
  phone: string | null
  /** Card payments need the payer's name and address. */
  knowsPayer: boolean
  status: CinetpayStatus
  /** `OM`, `MOMO`, `WAVECI`, `CARD`, once the person chose. */
  method: string | null
  /** Why it was refused; a code of CinetPay's table. */
  refusal: '600' | '602' | '627' | null
  operatorId: string | null
  /** Of another's account: its site, and what its notifications are signed with. */
  owner?: { siteId: string; secret: string }
  createdAt: number
  changedAt: number
}
