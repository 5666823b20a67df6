import { underProjectNode } from './bootstrap.mjs'

await underProjectNode('scripts/start/main.ts')
