import type { clients as fr } from '../fr/clients'
import type { Same } from '../same'

export const clients: Same<typeof fr> = {}
