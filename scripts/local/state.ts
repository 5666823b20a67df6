import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './paths.ts'

/** Where everything that lasts between two local runs is kept. */
export interface State {
  dir: string
  /** wrangler's own store (D1, R2, Durable Objects): what `--persist-to` writes below `dir`. */
  store: string
  sandbox: string
  workerLog: string
  sandboxLog: string
  /** Present while the demo world is being written: found at a start, it means that the last one was cut short. */
  seeding: string
}

/** The state folder of STATE_DIR (default `.state` in the repository), made if it is not there. */
export function openState(dir = process.env.STATE_DIR || join(root, '.state')): State {
  const absolute = resolve(dir)
  mkdirSync(absolute, { recursive: true, mode: 0o700 })
  return {
    dir: absolute,
    store: join(absolute, 'v3'),
    sandbox: join(absolute, 'sandbox'),
    workerLog: join(absolute, 'worker.log'),
    sandboxLog: join(absolute, 'sandbox.log'),
    seeding: join(absolute, 'seeding'),
  }
}

/** Forgets everything kept. Only what a run writes is removed: a STATE_DIR set wrongly costs nobody their files. */
export function resetState(state: State): void {
  const { store, sandbox, workerLog, sandboxLog, seeding } = state
  for (const path of [
    store,
    sandbox,
    workerLog,
    sandboxLog,
    seeding,
    join(state.dir, 'wrangler'),
    keyFile(state),
    vapidFile(state),
  ]) {
    rmSync(path, { recursive: true, force: true })
  }
}

/** The key that signs file links and tokens of this state: made once, readable by its owner alone. */
export function secretKey(state: State): string {
  const path = keyFile(state)
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600 })
    chmodSync(path, 0o600)
  }
  return readFileSync(path, 'utf8').trim()
}

function keyFile(state: State): string {
  return join(state.dir, 'secret-key')
}

/** The pair of keys by which push services know this state's Worker: made once, as the key above. */
export function vapidKeys(state: State): { VAPID_PUBLIC_KEY: string; VAPID_PRIVATE_KEY: string } {
  const path = vapidFile(state)
  if (!existsSync(path)) {
    writeFileSync(path, JSON.stringify(newVapidKeys()), { mode: 0o600 })
    chmodSync(path, 0o600)
  }
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** A new pair on P-256, as RFC 8292 writes it: the public point uncompressed, the private number, in base64url. */
export function newVapidKeys(): { VAPID_PUBLIC_KEY: string; VAPID_PRIVATE_KEY: string } {
  const {
    x = '',
    y = '',
    d = '',
  } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'jwk',
  })
  const point = [Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  return { VAPID_PUBLIC_KEY: Buffer.concat(point).toString('base64url'), VAPID_PRIVATE_KEY: d }
}

function vapidFile(state: State): string {
  return join(state.dir, 'vapid-keys.json')
}
