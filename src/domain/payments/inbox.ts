import type { PersonScope } from '../../db/person'
import type { Hint } from '../../outside/provider'

/**
 * Keeps a provider's word before anything is done with it, once under the provider's own id.
 * @param outcome for what is only kept: nothing is to follow from it
 */
export async function storeWebhook(
  door: PersonScope,
  provider: 'stripe' | 'cinetpay' | 'resend',
  { id, type, payload }: Hint,
  outcome?: string,
): Promise<void> {
  const row = { provider, id, type, payload, receivedAt: door.now }
  const settled = outcome ? { outcome, processedAt: door.now } : {}
  await door.commit([door.write.putNew('webhookEvents', { ...row, ...settled })], null)
}
