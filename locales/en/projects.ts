import type { projects as fr } from '../fr/projects'
import type { Same } from '../same'

export const projects: Same<typeof fr> = {}
