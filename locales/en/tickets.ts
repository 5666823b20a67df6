import type { tickets as fr } from '../fr/tickets'
import type { Same } from '../same'

export const tickets: Same<typeof fr> = {}
