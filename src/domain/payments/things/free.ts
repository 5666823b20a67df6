import { sql } from 'drizzle-orm'
import { nothing, type Thing } from './thing'

/** A deposit, a milestone, a balance: asked for as such, with no paper behind it. */
export const free: Thing = {
  awaits: () => true,
  awaiting: () => sql`1`,
  keepsItsPrice: () => false,
  paid: nothing,
  dropped: nothing,
}
