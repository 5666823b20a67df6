import type { SystemScope } from '../../db/system'
import type { Hint } from '../../outside/provider'

/**
 * Keeps a provider's word before anything is done with it, once under the provider's own id.
 * @param outcome for what is only kept: nothing is to follow from it
 */
export async function storeWebhook(
  system: SystemScope,
  provider: 'stripe' | 'cinetpay' | 'resend',
  { id, type, payload }: Hint,
  outcome?: string,
): Promise<void> {
  const row = { provider, id, type, payload, receivedAt: system.now }
  const settled = outcome ? { outcome, processedAt: system.now } : {}
  await system.commit(
    { workspaceId: '', clientId: null, projectId: null },
    [system.write.putNew('webhookEvents', { ...row, ...settled })],
    [],
  )
}
