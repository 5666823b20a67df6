import type { messages as fr } from '../fr/messages'
import type { Same } from '../same'

export const messages: Same<typeof fr> = {}
