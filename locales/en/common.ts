import type { common as fr } from '../fr/common'
import type { Same } from '../same'

export const common: Same<typeof fr> = {
  cancel: 'Cancel',
  back: 'Back',
  undo: 'Undo',
}
