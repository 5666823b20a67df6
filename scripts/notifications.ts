import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from './local/bundle.ts'
import { root } from './local/paths.ts'

const { default: page } = await importBundled<typeof import('./notifications/page.ts')>(
  'scripts/notifications/page.ts',
)
writeFileSync(join(root, 'docs/notifications.md'), page())
