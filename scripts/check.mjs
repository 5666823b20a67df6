import { underProjectNode } from './bootstrap.mjs'

await underProjectNode('scripts/check.ts')
