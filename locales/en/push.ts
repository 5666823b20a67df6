import type { push as fr } from '../fr/push'
import type { Same } from '../same'

export const push: Same<typeof fr> = {}
