import type { tasks as fr } from '../fr/tasks'
import type { Same } from '../same'

export const tasks: Same<typeof fr> = {}
