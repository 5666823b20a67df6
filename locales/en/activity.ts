import type { activity as fr } from '../fr/activity'
import type { Same } from '../same'

export const activity: Same<typeof fr> = {}
