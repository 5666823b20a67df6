import { sql } from 'drizzle-orm'
import { acceptedByPayment } from '../../tickets/accept'
import { nothing, type Thing } from './thing'

/**
 * The price of a request of the client's: payable while that is priced and, where it was agreed to be invoiced later,
 * for as long as it is due. Paid, it is accepted, with its one task.
 */
export const ticket: Thing = {
  awaits: ({ request, ticket }) => request.agreedAt !== null || ticket?.state === 'quoted',
  awaiting(scope, r) {
    const t = scope.view('tickets')
    return sql`(${r.agreedAt} is not null
      or exists (select 1 from ${t} where ${t.id} = ${r.ticketId} and ${t.state} = 'quoted'))`
  },
  keepsItsPrice: request => request.agreedAt === null,
  paid: (scope, { ticket }) => (ticket ? acceptedByPayment(scope, ticket) : nothing()),
  // Agreed to, the work goes on; it is only charged no more.
  dropped: nothing,
}
