import type { ProjectScope } from '../../db/scope'
import { Conflict } from '../../lib/errors'
import { dossier } from './dossier'
import type { TransferInput } from './input'
import { mustKeepBooks } from './policy'
import { awaitsMoney, paid } from './settle'

/**
 * Notes that the money came by bank transfer, with the words it came under.
 * @throws NotFound, Conflict when it is no longer pending (of several at once, one is kept)
 */
export async function recordTransfer(
  scope: ProjectScope,
  requestId: string,
  { reference }: TransferInput,
): Promise<void> {
  mustKeepBooks(scope)
  const found = await dossier(scope, requestId)
  if (!awaitsMoney(found)) throw new Conflict('payment_state')
  const { writes, events } = paid(scope, found, 'transfer', { transferReference: reference })
  await scope.commit(writes, events)
}
