import type { workspaces as fr } from '../fr/workspaces'
import type { Same } from '../same'

export const workspaces: Same<typeof fr> = {}
