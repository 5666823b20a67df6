import type { files as fr } from '../fr/files'
import type { Same } from '../same'

export const files: Same<typeof fr> = {}
