import { underProjectNode } from './bootstrap.mjs'

await underProjectNode('scripts/journal-verify.ts')
