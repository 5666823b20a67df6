import { underProjectNode } from './bootstrap.mjs'

await underProjectNode('scripts/workspace-create.ts')
