import { clientEvents } from '../clients/events'
import type { Meaning, Meanings } from '../events/meaning'
import { projectEvents } from '../projects/events'
import { workspaceEvents } from '../workspaces/events'

/** Every event kind of the product and what it means. A kind that is not here is refused by a test. */
const all: Meanings = {
  ...workspaceEvents,
  ...clientEvents,
  ...projectEvents,
}

/** @returns undefined for a kind that this version does not know (written by a newer one, or long retired) */
export const meaningOf = (kind: string): Meaning | undefined => all[kind] as Meaning | undefined

export const kinds = (): string[] => Object.keys(all)
