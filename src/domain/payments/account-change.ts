import { and, eq } from 'drizzle-orm'
import type { Config } from '../../config'
import type { NewEvent, Write } from '../../db/commit'
import type { WorkspaceScope } from '../../db/scope'
import { hmac } from '../../lib/crypto'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { idFrom } from '../../lib/id'
import type { ProviderName } from '../../lib/providers'
import { type Keys, ProviderFailure } from '../../outside/provider'
import { kinds, openAccount } from '../../outside/providers'
import { mustBeFresh } from '../accounts/sessions'
import { type Account, accountsQuery, openKeys, sealedAccountsQuery, sealKeys } from './accounts'
import { mustKeepBooks } from './policy'

/** Who changes keys, and since when they are signed in: it must be just now. */
type Hand = { scope: WorkspaceScope; config: Config; signedInAt: number }

/** As many characters of a key as show which it is. */
const SHOWN = 4

/**
 * Opens a workspace's own account at a provider, in the place of the one it had: that one is retired, and stays for
 * the money that is still on its way. The keys are tried at the provider first.
 * @param shown the id whose address the form told to declare over there
 * @throws NotFound, Forbidden (the sign-in is not fresh), Invalid (keys that open nothing), Conflict
 */
export async function connectAccount(
  hand: Hand,
  { provider, keys, shown }: { provider: ProviderName; keys: Keys; shown?: string },
): Promise<string> {
  const { scope, config } = hand
  mustChangeKeys(hand)
  const [accounts] = await scope.read(accountsQuery(scope))
  const id = await idOfNext(scope, config, provider, accounts)
  // Sent twice, or after somebody else: over there another address was declared.
  if (shown !== undefined && shown !== id) throw new Conflict()
  const tried = await tryKeys(hand, provider, keys, id)
  const before = accounts.find(a => a.provider === provider && a.state === 'ready')
  await scope.commit(
    [
      ...(before ? [retire(scope, before.id)] : []),
      scope.insert('paymentAccounts', {
        id,
        provider,
        ...tried.row,
        createdBy: scope.me,
        createdAt: scope.now,
      }),
    ],
    [...(before ? [told('retired', before)] : []), told('saved', { id, provider, mode: tried.row.mode })],
  )
  return id
}

/**
 * The id that a workspace's next account at a provider will have: the same until it is there, for its address is
 * declared over there before the keys are typed in here. Nobody outside can tell it beforehand.
 */
export async function nextAccountId(
  scope: WorkspaceScope,
  config: Config,
  provider: ProviderName,
): Promise<string> {
  mustKeepBooks(scope)
  const [accounts] = await scope.read(accountsQuery(scope))
  return idOfNext(scope, config, provider, accounts)
}

async function idOfNext(
  scope: WorkspaceScope,
  config: Config,
  provider: ProviderName,
  accounts: readonly Pick<Account, 'provider'>[],
): Promise<string> {
  const before = accounts.filter(a => a.provider === provider).length
  const made = await hmac(config.SECRET_KEY, 'payment account', `${scope.workspace.id} ${provider} ${before}`)
  return idFrom(made)
}

/**
 * New keys for an account, retired or not: of the same account over there, so that what was paid into it can still be
 * asked about.
 * @throws as `connectAccount`
 */
export async function changeKeys(hand: Hand, id: string, keys: Keys): Promise<void> {
  const { scope, config } = hand
  const account = await accountOf(scope, id)
  mustChangeKeys(hand)
  const { row, identity } = await tryKeys(hand, account.provider, keys, id)
  const held = await openKeys(config, account)
  if (held.identity !== identity)
    throw new Invalid({ [kinds[account.provider].known]: 'paymentSettings.error.other_account' })
  await scope.commit(
    [scope.update('paymentAccounts', row, t => and(eq(t.id, id), eq(t.sealedKeys, account.sealedKeys)))],
    told('saved', { ...account, mode: row.mode }),
  )
}

/** Nothing is paid into it any more; the deployment's account takes its place, where there is one. */
export async function retireAccount(hand: Hand, id: string): Promise<void> {
  const { scope } = hand
  const account = await accountOf(scope, id)
  mustChangeKeys(hand)
  await scope.commit([retire(scope, id)], told('retired', account))
}

/** @throws NotFound */
export async function accountOf(scope: WorkspaceScope, id: string): Promise<Account> {
  mustKeepBooks(scope)
  const [accounts] = await scope.read(sealedAccountsQuery(scope))
  const account = accounts.find(a => a.id === id)
  if (!account) throw new NotFound()
  return account
}

function mustChangeKeys({ scope, signedInAt }: Hand): void {
  mustKeepBooks(scope)
  mustBeFresh(signedInAt, scope.now)
}

/** A real call with the keys. @throws Invalid */
async function tryKeys({ scope, config }: Hand, provider: ProviderName, keys: Keys, id: string) {
  const { known, modeOf } = kinds[provider]
  try {
    const { identity } = await openAccount(config, provider, keys, id).test()
    const row = {
      mode: modeOf(keys, config),
      sealedKeys: await sealKeys(config, { keys, identity }),
      hint: (keys[known] ?? '').slice(-SHOWN),
      testedAt: scope.now,
    }
    return { row, identity }
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    const why = error.kind === 'down' ? 'paymentSettings.error.down' : 'paymentSettings.error.keys'
    throw new Invalid({ [known]: why })
  }
}

const retire = (scope: WorkspaceScope, id: string): Write =>
  scope.update('paymentAccounts', { state: 'retired' }, t => and(eq(t.id, id), eq(t.state, 'ready')))

const told = (
  what: 'saved' | 'retired',
  { id, provider, mode }: Pick<Account, 'id' | 'provider' | 'mode'>,
): NewEvent => ({
  kind: `payment_account.${what}`,
  subjectId: id,
  facts: { provider: kinds[provider].label, mode },
  finance: true,
  internal: true,
})
