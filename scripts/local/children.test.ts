import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startChild, stopChild } from './children.ts'
import { isFree } from './ports.ts'

let folder: string
let listener: string
let deaf: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parvis-children-'))
  listener = join(folder, 'listener.mjs')
  writeFileSync(
    listener,
    `import { createServer } from 'node:net'
     const server = createServer().listen(0, '127.0.0.1', () => console.log('port ' + server.address().port))`,
  )
  deaf = join(folder, 'deaf.mjs')
  writeFileSync(deaf, `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('deaf')`)
})
afterEach(() => rmSync(folder, { recursive: true }))

it('ends with the process that began it, even after kill -9', async () => {
  const parentScript = join(folder, 'parent.mjs')
  writeFileSync(
    parentScript,
    `import { startChild } from ${JSON.stringify(join(import.meta.dirname, 'children.ts'))}
     const onOutput = text => console.log(text)
     startChild('listener', ${JSON.stringify(listener)}, [], { env: process.env, onOutput })`,
  )
  const parent = spawn(process.execPath, [parentScript], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(parent.stdout, 'data')
  const port = Number(/port (\d+)/.exec(String(said))?.[1])
  expect(await isFree(port)).toBe(false)

  parent.kill('SIGKILL')

  await vi.waitFor(async () => expect(await isFree(port)).toBe(true), { timeout: 10_000 })
})

it('is ended when asked to', async () => {
  const child = startChild('listener', listener, [], { env: process.env, onOutput: () => {} })
  await stopChild(child)
  expect(await child.gone).toBe('SIGTERM')
})

it('is killed when it does not listen', async () => {
  let said = ''
  const child = startChild('deaf', deaf, [], {
    env: process.env,
    onOutput: text => {
      said += text
    },
  })
  await vi.waitFor(() => expect(said).toContain('deaf'), { timeout: 10_000 })
  await stopChild(child, 100)
  expect(await child.gone).toBe('SIGKILL')
})
