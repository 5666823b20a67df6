import { and, eq, sql } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { Conflict } from '../../lib/errors'
import { newId } from '../../lib/id'
import { CUSTOMER_GONE, type Order, type Provider, ProviderFailure } from '../../outside/provider'
import { urls } from '../../urls'
import { customerOf, customerQueries, type Known, knownOf } from './customers'
import { type Dossier, dossierOf, dossierQueries } from './dossier'
import { type Attempt, isPayable, mustNotBeProcessing, mustPay } from './policy'
import { type PaymentSettings, paymentSettingsQuery, settingsOf } from './settings'
import { thingAwaits } from './things'

/** A pay page stays open this long. */
const LIFE = 23 * 3_600_000
/** A page that has an address is given out again until just before it closes. */
const LAST_MINUTE = 60_000
/** One that was asked for in vain may be asked for again as long as the provider would still open it. */
const LEAST_LIFE = 32 * 60_000

/**
 * Opens the provider's pay page, or gives the one that is open already. The attempt's row stands before the provider
 * is asked, and its id is the key: whatever is lost in between, asking again gives the same page.
 * @param origin the configured one, for the addresses that lead back
 * @returns the page's address
 * @throws NotFound, Conflict (not payable now, or being paid), ProviderFailure (`down`: try again; `refused`: never)
 */
export async function startCheckout(
  scope: ProjectScope,
  requestId: string,
  provider: Provider,
  origin: string,
): Promise<string> {
  mustPay(scope)
  const attempt = await begin(scope, requestId, provider)
  if (attempt.checkoutUrl) return attempt.checkoutUrl
  let gone: string | null = null
  try {
    return await openPage(scope, attempt, provider, origin)
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind === 'down') throw error
    await giveUp(scope, attempt, error.code)
    if (error.kind === 'refused') throw error
    if (error.code === CUSTOMER_GONE) gone = attempt.client.ref
  }
  // The key was used up by an answer that never came, or the customer named in it is gone: nobody has that page's
  // address, so another is opened.
  return openPage(scope, await begin(scope, requestId, provider, scope.now + 1), provider, origin, gone)
}

/** An attempt, and what its page is to say beside its amount. */
type Begun = Attempt & { title: string; client: Known; invoice: boolean }

/**
 * The attempt to go on with. The common case needs no read before its one commit.
 * @param at when a new one begins: attempts of a request are told apart by it
 */
async function begin(
  scope: ProjectScope,
  requestId: string,
  provider: Provider,
  at = scope.now,
): Promise<Begun> {
  const attempt = fresh(scope, requestId, provider, at)
  try {
    const rows = await scope.commit(
      [payableNow(scope, requestId, provider), attempt.write],
      attempt.event,
      ...queries(scope, requestId, provider),
    )
    return begun(rows, attempt.id)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  const read = await scope.read(...queries(scope, requestId, provider))
  const found = dossierOf(read)
  mustNotBeProcessing(found.attempts)
  if (!isPayable(scope, found.request, found.ticket)) throw new Conflict('payment_state')
  const open = found.attempts.find(a => a.state === 'created' && a.provider === provider.name)
  if (open && isUsable(scope, open, found.request, provider)) return begun(read, open.id)
  const rows = await scope.commit(
    [...(open ? [lapse(scope, open, provider)] : []), payableNow(scope, requestId, provider), attempt.write],
    attempt.event,
    ...queries(scope, requestId, provider),
  )
  return begun(rows, attempt.id)
}

const queries = (scope: ProjectScope, requestId: string, provider: Provider) =>
  [
    ...dossierQueries(scope, requestId),
    ...customerQueries(scope, provider),
    paymentSettingsQuery(scope),
  ] as const

function begun(read: unknown, id: string): Begun {
  const [, , , customers, clients, settings] = read as [
    unknown,
    unknown,
    unknown,
    ...[{ ref: string }[], { name: string }[], PaymentSettings[]],
  ]
  const { attempts, request } = dossierOf(read)
  const attempt = attempts.find(a => a.id === id)
  if (!attempt) throw new Conflict()
  const invoice = settingsOf(settings).stripeInvoice
  return { ...attempt, title: request.title, client: knownOf([customers, clients]), invoice }
}

const isUsable = (
  scope: ProjectScope,
  open: Attempt,
  request: Dossier['request'],
  { accountId }: Provider,
): boolean =>
  open.accountId === accountId &&
  open.amount === request.amount &&
  open.currency === request.currency &&
  (open.expiresAt ?? 0) - scope.now > (open.checkoutUrl ? LAST_MINUTE : LEAST_LIFE)

/** A new attempt, whose amount is the request's as it stands in the database at that moment. */
function fresh(scope: ProjectScope, requestId: string, provider: Provider, at: number) {
  const id = newId(at)
  const requests = scope.view('paymentRequests')
  const ofRequest = (column: typeof requests.amount | typeof requests.currency) =>
    sql`(select ${column} from ${requests} where ${requests.id} = ${requestId})` as unknown as never
  const write: Write = scope.insert('paymentAttempts', {
    id,
    requestId,
    provider: provider.name,
    accountId: provider.accountId,
    providerRef: provider.refOf(id),
    amount: ofRequest(requests.amount),
    currency: ofRequest(requests.currency),
    createdBy: scope.actor.membershipId,
    createdAt: at,
    expiresAt: at + LIFE,
    stateAt: at,
  })
  const event: NewEvent = {
    kind: 'payment.started',
    subjectId: requestId,
    facts: { attempt: id, provider: provider.name, via: scope.actor.role === 'link' ? 'link' : null },
    finance: true,
  }
  return { id, write, event }
}

/** In the database's own words: pending, valid, what it is for still awaiting it, and no checkout of this provider open. */
function payableNow(scope: ProjectScope, requestId: string, provider: Provider): Write {
  const [r, a] = [scope.view('paymentRequests'), scope.view('paymentAttempts')]
  const today = dayIn(scope.workspace.timezone, scope.now)
  return scope.require(sql`exists (select 1 from ${r} where ${r.id} = ${requestId} and ${r.state} = 'pending'
    and (${r.agreedAt} is not null or ${r.validUntil} is null or ${r.validUntil} >= ${today})
    and ${thingAwaits(scope, r)})
    and not exists (select 1 from ${a} where ${a.requestId} = ${requestId}
      and (${a.state} = 'processing' or (${a.state} = 'created' and ${a.provider} = ${provider.name})))`)
}

/** Of another account than the one that is now paid into, its page is to be closed. */
const lapse = (scope: ProjectScope, open: Attempt, { accountId }: Provider): Write =>
  scope.update(
    'paymentAttempts',
    { state: open.accountId === accountId ? 'expired' : 'voided', stateAt: scope.now },
    t => and(eq(t.id, open.id), eq(t.state, 'created')),
  )

async function openPage(
  scope: ProjectScope,
  attempt: Begun,
  provider: Provider,
  origin: string,
  gone: string | null = null,
): Promise<string> {
  if (!provider.takes(attempt.amount, attempt.currency)) throw new ProviderFailure('refused', 'amount')
  const customer = await customerOf(scope, provider, attempt.client, gone)
  const { ref, url } = await provider.open(orderOf(scope, attempt, origin, customer))
  const attempts = scope.view('paymentAttempts')
  const [[kept]] = await scope.commit(
    // Kept even on an attempt voided meanwhile: without it nobody could close that page.
    [scope.updateAll('paymentAttempts', { providerRef: ref, checkoutUrl: url }, t => eq(t.id, attempt.id))],
    [],
    scope.select({ state: attempts.state }).from(attempts).where(eq(attempts.id, attempt.id)),
  )
  if (kept?.state !== 'created') throw new Conflict('payment_state')
  return url
}

/** The same for every try of an attempt: nothing of the moment or of who asks stands in it. */
function orderOf(scope: ProjectScope, attempt: Begun, origin: string, customer: string | null): Order {
  const [w, p] = [scope.workspace.slug, scope.project.id]
  return {
    attemptId: attempt.id,
    amount: attempt.amount,
    currency: attempt.currency,
    title: attempt.title,
    language: scope.workspace.locale.startsWith('en') ? 'en' : 'fr',
    expiresAt: attempt.expiresAt ?? attempt.createdAt + LIFE,
    page: origin + urls.paid(w, p, attempt.requestId),
    counterReturn: origin + urls.counterReturn(w, p, attempt.requestId),
    notify: origin + urls.webhook(attempt.provider, attempt.accountId),
    requestId: attempt.requestId,
    workspaceId: scope.workspace.id,
    customer,
    invoice: attempt.invoice,
  }
}

async function giveUp(scope: ProjectScope, attempt: Attempt, code: string): Promise<void> {
  await scope.commit(
    [
      scope.update('paymentAttempts', { state: 'failed', stateAt: scope.now, problem: code }, t =>
        and(eq(t.id, attempt.id), eq(t.state, 'created')),
      ),
    ],
    {
      kind: 'payment.not_opened',
      subjectId: attempt.requestId,
      facts: { attempt: attempt.id, provider: attempt.provider, problem: code },
      finance: true,
    },
  )
}
