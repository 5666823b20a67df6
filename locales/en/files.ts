import type { files as fr } from '../fr/files'
import type { Same } from '../same'

export const files: Same<typeof fr> = {
  error: {
    none: 'Choose at least one file.',
    count: 'Ten files at most at a time.',
    size: 'A file is larger than 25 MB.',
    empty: 'A file is empty.',
    type: 'This type of file is not accepted. Put it in a ZIP archive.',
    quota: 'There is not enough room left in this space.',
  },
}
