import { eq } from 'drizzle-orm'
import type { Config } from '../../config'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { keepIn, providerOf, sealedAccountsQuery } from './accounts'
import { mustKeepBooks } from './policy'
import { refundAttempt } from './refund'

/**
 * Gives back money through the account it came by, whichever that is by now. @throws as `refundAttempt`; NotFound
 * where that account is not there any more
 */
export async function giveBack(
  scope: ProjectScope,
  config: Config,
  named: { request: string; attempt: string },
  input: { amount: string; base: number },
): Promise<void> {
  mustKeepBooks(scope)
  const a = scope.view('paymentAttempts')
  const [[attempt], accounts] = await scope.read(
    scope.select({ provider: a.provider, accountId: a.accountId }).from(a).where(eq(a.id, named.attempt)),
    sealedAccountsQuery(scope),
  )
  const provider = attempt && (await providerOf(config, accounts, attempt, keepIn(scope)))
  if (!provider) throw new NotFound()
  await refundAttempt(scope, named, input, provider)
}
