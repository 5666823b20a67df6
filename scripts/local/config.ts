import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_readConfig as readConfig } from 'wrangler'
import { configPath } from './wrangler.ts'

/**
 * Writes a configuration that holds only what a script outside the Worker can reach, its database and its bucket
 * (a Durable Object's class, for one, exists only inside the Worker).
 * @param folder where the file is written
 * @param remote true means the deployed ones, reached with the credentials wrangler finds
 * @returns the file's path
 */
export function scriptConfig(folder: string, remote: boolean): string {
  const whole = readConfig({ config: configPath })
  mkdirSync(folder, { recursive: true })
  const path = join(folder, remote ? 'remote.json' : 'local.json')
  const config = {
    name: whole.name,
    compatibility_date: whole.compatibility_date,
    compatibility_flags: whole.compatibility_flags,
    account_id: whole.account_id,
    d1_databases: whole.d1_databases.map((database: object) => ({ ...database, remote })),
    r2_buckets: whole.r2_buckets.map((bucket: object) => ({ ...bucket, remote })),
  }
  writeFileSync(path, JSON.stringify(config, null, 2))
  return path
}
