import { randomBytes } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `length` random letters and digits, as providers write their ids. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), byte => LETTERS[byte % LETTERS.length]).join('')
}

/** A Stripe-like id: `pi_1…`, `evt_1…`. */
export function stripeId(prefix: string): string {
  return `${prefix}_1${randomText(23)}`
}
