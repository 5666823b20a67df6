import type { accounts as fr } from '../fr/accounts'
import type { Same } from '../same'

export const accounts: Same<typeof fr> = {}
