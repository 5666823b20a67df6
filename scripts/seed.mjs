import { underProjectNode } from './bootstrap.mjs'

await underProjectNode('scripts/seed.ts')
