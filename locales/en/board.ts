import type { board as fr } from '../fr/board'
import type { Same } from '../same'

export const board: Same<typeof fr> = {}
