import { underProjectNode } from './bootstrap.mjs'

await underProjectNode('scripts/test/main.ts')
