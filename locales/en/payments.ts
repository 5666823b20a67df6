import type { payments as fr } from '../fr/payments'
import type { Same } from '../same'

export const payments: Same<typeof fr> = {}
