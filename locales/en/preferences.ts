import type { preferences as fr } from '../fr/preferences'
import type { Same } from '../same'

export const preferences: Same<typeof fr> = {}
