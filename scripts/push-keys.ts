import { newVapidKeys } from './local/state.ts'

/** Prints a new pair of keys for web push; docs/operations.md says where they go. */
for (const [name, value] of Object.entries(newVapidKeys())) console.log(`${name}=${value}`)
