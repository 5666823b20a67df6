import type { communications as fr } from '../fr/communications'
import type { Same } from '../same'

export const communications: Same<typeof fr> = {}
