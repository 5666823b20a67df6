import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isInstalled } from './bootstrap.mjs'

type Packages = Record<string, { version?: string; optional?: boolean }>

const wanted: Packages = {
  '': { version: '0.1.0' },
  'node_modules/hono': { version: '4.13.19' },
  'node_modules/@biomejs/cli-win32-x64': { version: '2.6.8', optional: true },
}

let folder: string

function write(path: string, packages: Packages) {
  writeFileSync(join(folder, path), JSON.stringify({ packages }))
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parvis-install-'))
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.bin/node'), '')
  write('package-lock.json', wanted)
})
afterEach(() => rmSync(folder, { recursive: true }))

it('knows an install that holds all but another system’s packages', () => {
  write('node_modules/.package-lock.json', { 'node_modules/hono': { version: '4.13.19' } })
  expect(isInstalled(folder)).toBe(true)
})

it('asks for an install when a version moved in the lock file', () => {
  write('node_modules/.package-lock.json', { 'node_modules/hono': { version: '4.13.18' } })
  expect(isInstalled(folder)).toBe(false)
})

it('asks for an install when the last one was cut short: npm had not yet written its own lock', () => {
  expect(isInstalled(folder)).toBe(false)
})

it('asks for an install without the project’s own Node', () => {
  write('node_modules/.package-lock.json', { 'node_modules/hono': { version: '4.13.19' } })
  rmSync(join(folder, 'node_modules/.bin/node'))
  expect(isInstalled(folder)).toBe(false)
})
