import type { reminders as fr } from '../fr/reminders'
import type { Same } from '../same'

export const reminders: Same<typeof fr> = {}
