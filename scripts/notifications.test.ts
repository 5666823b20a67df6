import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './local/paths.ts'
import page from './notifications/page'

it('the page of who is told of what is as the table says', () => {
  // If this fails: npm run docs:notifications
  expect(readFileSync(join(root, 'docs/notifications.md'), 'utf8')).toBe(page())
})
