import { and, eq } from 'drizzle-orm'
import type { Config } from '../../config'
import type { PersonScope } from '../../db/person'
import type { WorkspaceScope } from '../../db/scope'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import type { ProviderName } from '../../lib/providers'
import { seal, unseal } from '../../lib/seal'
import type { Keys, Provider } from '../../outside/provider'
import { deploymentsOwn, openAccount } from '../../outside/providers'

const PURPOSE = 'payment account'

/** What an account's seal holds. `identity`: whose it is at the provider, so that new keys of the same are known. */
type Held = { keys: Keys; identity: string }
export type Account = Pick<
  Row<'paymentAccounts'>,
  'id' | 'provider' | 'mode' | 'state' | 'hint' | 'sealedKeys'
>
type Sealed = Pick<Account, 'id' | 'provider' | 'sealedKeys'>

/**
 * A workspace's accounts, those that are retired too, as a page may know them, for batches of others; empty without the
 * finance capability.
 */
export function accountsQuery(scope: WorkspaceScope) {
  const a = scope.view('paymentAccounts')
  const { id, provider, mode, state, hint, testedAt } = a
  return scope.select({ id, provider, mode, state, hint, testedAt }).from(a).orderBy(a.createdAt)
}

/** The same with their seals, for whoever is about to ask a provider. */
export function sealedAccountsQuery(scope: WorkspaceScope) {
  const a = scope.view('paymentAccounts')
  const { id, provider, mode, state, hint, sealedKeys } = a
  return scope.select({ id, provider, mode, state, hint, sealedKeys }).from(a).orderBy(a.createdAt)
}

export const sealKeys = (config: Config, held: Held): Promise<string> =>
  seal(config.SECRET_KEY, PURPOSE, held)

/** @returns what is held; `stale`: it was sealed with the secret before this one. @throws Error where none opens it */
export async function openKeys(config: Config, { sealedKeys }: Sealed): Promise<Held & { stale: boolean }> {
  try {
    return { ...(await unseal<Held>([config.SECRET_KEY], PURPOSE, sealedKeys)), stale: false }
  } catch (error) {
    if (!config.SECRET_KEY_OLD) throw error
    return { ...(await unseal<Held>([config.SECRET_KEY_OLD], PURPOSE, sealedKeys)), stale: true }
  }
}

/** Puts an account's keys under the present secret; nothing where somebody has just done so. */
export type Keep = (account: Sealed, sealedKeys: string) => Promise<unknown>

/** An own account, ready to be asked. @param keep where a new seal may be written: commands and jobs, never a page */
export async function openOwn(config: Config, account: Sealed, keep?: Keep): Promise<Provider> {
  const { stale, ...held } = await openKeys(config, account)
  if (stale && keep) await keep(account, await sealKeys(config, held))
  return openAccount(config, account.provider, held.keys, account.id)
}

export const keepIn =
  (scope: WorkspaceScope): Keep =>
  (account, sealedKeys) =>
    scope.commit(
      [
        scope.updateAll('paymentAccounts', { sealedKeys }, t =>
          and(eq(t.id, account.id), eq(t.sealedKeys, account.sealedKeys)),
        ),
      ],
      [],
    )

/** A workspace's account by its own address, retired or not: its money may still be on the way. Null: none such. */
export async function accountAt(door: PersonScope, provider: ProviderName, id: string) {
  const t = door.table('paymentAccounts')
  const [[account]] = await door.read(
    door
      .select({ id: t.id, workspaceId: t.workspaceId, provider: t.provider, sealedKeys: t.sealedKeys })
      .from(t)
      .where(and(eq(t.id, id), eq(t.provider, provider))),
  )
  return account ?? null
}

export const keepAt =
  (door: PersonScope): Keep =>
  (account, sealedKeys) =>
    door.commit([door.write.updateAll('paymentAccounts', { sealedKeys }, unmoved(door, account))], null)

const unmoved = (desk: Pick<PersonScope, 'table'>, account: Sealed) => {
  const t = desk.table('paymentAccounts')
  return and(eq(t.id, account.id), eq(t.sealedKeys, account.sealedKeys))
}

/** The account that a thing of ours was done with. Null: it has no such account (any more). */
export async function providerOf(
  config: Config,
  accounts: readonly Account[],
  { provider, accountId }: { provider: ProviderName; accountId: string | null },
  keep?: Keep,
): Promise<Provider | null> {
  if (accountId === null) return deploymentsOwn(config, provider)
  const account = accounts.find(a => a.id === accountId && a.provider === provider)
  return account ? openOwn(config, account, keep) : null
}

const keepFrom =
  (system: SystemScope): Keep =>
  (account, sealedKeys) =>
    system.commitOwn([system.write.updateAll('paymentAccounts', { sealedKeys }, unmoved(system, account))])

/** Every account whose keys are still under the secret before. @returns how many were put under the present one */
export async function resealAll(system: SystemScope, config: Config): Promise<number> {
  const [accounts] = await system.read(system.select().from(system.table('paymentAccounts')))
  let resealed = 0
  for (const account of accounts) {
    // Lost with a secret that nobody has any more: its owner types new keys.
    const opened = await openKeys(config, account).catch(() => null)
    if (!opened?.stale) continue
    const { stale: _, ...held } = opened
    await keepFrom(system)(account, await sealKeys(config, held))
    resealed++
  }
  return resealed
}

/** The same for webhooks and crons, which meet the accounts of everybody: each is read and opened once. */
export function providersAt(system: SystemScope, config: Config) {
  const opened = new Map<string, Promise<Provider | null>>()
  const t = system.table('paymentAccounts')
  const open = async (provider: ProviderName, id: string) => {
    const [[account]] = await system.read(
      system
        .select()
        .from(t)
        .where(and(eq(t.id, id), eq(t.provider, provider))),
    )
    return account ? openOwn(config, account, keepFrom(system)) : null
  }
  return (provider: ProviderName, accountId: string | null): Promise<Provider | null> => {
    if (accountId === null) return Promise.resolve(deploymentsOwn(config, provider))
    const known = opened.get(accountId) ?? open(provider, accountId)
    opened.set(accountId, known)
    return known
  }
}
