import './loaded'
import { afterEach, beforeEach, expect } from 'vitest'
import { freshStores } from './fresh'
import { unknown } from './unknown'

/** Each test begins with empty stores at the newest migration. */
beforeEach(freshStores)
afterEach(() => expect(unknown.splice(0)).toEqual([]))
