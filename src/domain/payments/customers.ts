import { and, eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { type Provider, ProviderFailure } from '../../outside/provider'

/** The client as a provider's account knows it: at most one row, and the client's name. They ride in one batch. */
export function customerQueries(scope: ProjectScope, provider: Provider) {
  const [p, c] = [scope.view('paymentCustomers'), scope.view('clients')]
  return [
    scope
      .select({ ref: p.ref })
      .from(p)
      .where(and(eq(p.provider, provider.name), eq(p.account, provider.accountId ?? ''))),
    scope.select({ name: c.name }).from(c),
  ] as const
}
export type Known = { ref: string | null; name: string }

export const knownOf = ([rows, clients]: [{ ref: string }[], { name: string }[]]): Known => ({
  ref: rows[0]?.ref ?? null,
  name: clients[0]?.name ?? '',
})

/** How long somebody who makes the same customer at this moment is waited for. */
const [TRIES, WAIT] = [10, 150]

/**
 * The client's customer at a provider's account, made once however many ask at a time: the key is the client's. Where
 * the provider keeps none, or does not let us, there is none: a payment does not fail for it.
 * @param gone one that the provider no longer knows
 * @throws ProviderFailure (`down`)
 */
export async function customerOf(
  scope: ProjectScope,
  provider: Provider,
  known: Known,
  gone: string | null = null,
): Promise<string | null> {
  if (!provider.customer) return null
  if (known.ref && known.ref !== gone) return known.ref
  const { clientId } = scope.project
  const key = `customer-${provider.accountId ?? scope.workspace.id}-${clientId}-${gone ?? 'first'}`
  for (let tried = 1; ; tried++) {
    try {
      const { name } = known
      const ref = await provider.customer({ key, name, clientId, workspaceId: scope.workspace.id })
      return await keep(scope, provider, ref, gone)
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      if (error.kind !== 'down') return null
      if (error.code !== 'busy' || tried === TRIES) throw error
      await new Promise(resolve => setTimeout(resolve, WAIT))
    }
  }
}

/** @returns whichever was kept: of several at once one is, in the place of the one that is gone. */
async function keep(
  scope: ProjectScope,
  provider: Provider,
  ref: string,
  gone: string | null,
): Promise<string> {
  const { name, accountId } = provider
  const row = { provider: name, account: accountId ?? '', ref, createdAt: scope.now }
  const [rows] = await scope.commit(
    [
      scope.removeAll('paymentCustomers', t =>
        and(eq(t.provider, name), eq(t.account, row.account), eq(t.ref, gone ?? '')),
      ),
      scope.put('paymentCustomers', row, t => [t.workspaceId, t.clientId, t.provider, t.account], {
        account: row.account,
      }),
    ],
    [],
    customerQueries(scope, provider)[0],
  )
  return rows[0]?.ref ?? ref
}
