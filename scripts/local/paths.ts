import { join } from 'node:path'

/** The repository's own folder, absolute. */
export const root = join(import.meta.dirname, '../..')
