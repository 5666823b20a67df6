import type { reports as fr } from '../fr/reports'
import type { Same } from '../same'

export const reports: Same<typeof fr> = {}
