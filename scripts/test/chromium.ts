import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from '../local/paths.ts'

/** Where systems put a Chromium. A file alone proves nothing (some are stubs that ask to install one): it must run. */
function candidates(): string[] {
  return [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ].filter(path => path !== undefined && existsSync(path)) as string[]
}

/** The path of a Chromium that runs, if this machine has one. */
export function findChromium(): string | undefined {
  return candidates().find(path => spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0)
}

/** Installs a Chromium: the system's own where we may, otherwise Playwright's. @throws when neither can be had */
export function installChromium(): string {
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env, timeout: 600_000 }).status === 0
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')) {
      const found = findChromium()
      if (found) return found
    }
  }
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const words = ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium']
  spawnSync(process.execPath, [cli, ...words], { stdio: 'inherit', cwd: root, timeout: 600_000 })
  const found = findChromium()
  if (!found) throw new Error('No Chromium was found or could be installed. Set CHROMIUM_PATH to one.')
  return found
}
