import { beforeEach } from 'vitest'
import { freshStores } from './fresh'

/** Each test begins with empty stores at the newest migration. */
beforeEach(freshStores)
