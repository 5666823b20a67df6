import { eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { sha256 } from '../../lib/crypto'
import { NotFound } from '../../lib/errors'
import { agreementText } from '../tickets/agree'
import { dossierOf, dossierQueries } from './dossier'

/** The company that a project is for. */
function clientQuery(scope: ProjectScope) {
  const c = scope.view('clients')
  return scope.select({ name: c.name }).from(c).where(eq(c.id, scope.project.clientId))
}

/** What a receipt says. @throws NotFound for what was never paid */
export async function readReceipt(scope: ProjectScope, id: string) {
  const [[client], ...found] = await scope.read(clientQuery(scope), ...dossierQueries(scope, id))
  const { request, attempts } = dossierOf(found)
  if (request.paidAt === null || request.amount === null) throw new NotFound()
  const paying = attempts.find(a => a.state === 'succeeded' && !a.flag)
  return {
    request: { ...request, amount: request.amount, paidAt: request.paidAt },
    client: client?.name ?? '',
    way: request.paidSource === 'transfer' ? 'transfer' : (paying?.provider ?? null),
    /** The provider's own id of the money: what a bank or an accountant asks for. */
    paymentRef: paying?.paymentRef ?? null,
  }
}
export type Receipt = Awaited<ReturnType<typeof readReceipt>>

/**
 * The *bon pour accord* behind a request: what was agreed, by whom and when, the exact text that was sealed, and
 * whether the record still gives that seal. @throws NotFound where nothing was agreed to
 */
export async function readAgreement(scope: ProjectScope, id: string) {
  const [people, r] = [scope.people(), scope.view('paymentRequests', 'agreed')]
  const [[client], [agreer], ...found] = await scope.read(
    clientQuery(scope),
    scope
      .select({ name: people.name })
      .from(people)
      .where(sql`${people.id} = (select ${r.agreedBy} from ${r} where ${r.id} = ${id})`),
    ...dossierQueries(scope, id),
  )
  const { request, ticket } = dossierOf(found)
  const { amount, agreedAt } = request
  if (agreedAt === null || amount === null || !ticket) throw new NotFound()
  const canonical = agreementText(ticket, request)
  return {
    request: { ...request, amount, agreedAt },
    ticket: { number: ticket.number, subject: ticket.subject },
    client: client?.name ?? '',
    agreer: agreer?.name ?? '',
    canonical,
    isIntact: (await sha256(canonical)) === request.agreedSha256,
  }
}
export type Agreement = Awaited<ReturnType<typeof readAgreement>>
