import type { mail as fr } from '../fr/mail'
import type { Same } from '../same'

export const mail: Same<typeof fr> = {}
