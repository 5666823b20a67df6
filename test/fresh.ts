import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/**
 * Empty stores at the newest migration. A queue's consumer that is still at work while they are emptied can keep the
 * old database open: so it is looked whether they are empty indeed.
 */
export async function freshStores(): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await reset()
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
    const found = await env.DB.prepare(
      'select 1 from workspaces union all select 1 from users limit 1',
    ).first()
    if (!found) return
  }
  throw new Error('The stores do not become empty')
}
