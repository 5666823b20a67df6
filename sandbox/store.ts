import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { emptyState, type State } from './state.ts'

const SAVE_AFTER = 50
const KEPT_MAILS = 2000
const KEPT_DELIVERIES = 1000

export type Store = {
  /** The live state: change it in place, then `touch()`. */
  state: State
  /** Says that the state changed: it is on the disk within 50 ms. */
  touch(): void
  /** Forgets everything. */
  reset(): void
  /** Writes what is not written yet. */
  flush(): void
}

/**
 * Keeps the state in `path` (a directory, or a file ending in `.json`), or in memory without one. A file is
 * replaced whole (written beside, then renamed); one that cannot be read is set aside, not overwritten.
 */
export function openStore(path: string | undefined): Store {
  const file = path && (path.endsWith('.json') ? path : join(path, 'sandbox.json'))
  let timer: NodeJS.Timeout | undefined

  const store: Store = {
    state: file ? read(file) : emptyState(),
    touch() {
      if (file) timer ??= setTimeout(store.flush, SAVE_AFTER)
    },
    reset() {
      store.state = emptyState()
      store.touch()
    },
    flush() {
      clearTimeout(timer)
      timer = undefined
      trim(store.state)
      if (file) write(file, store.state)
    },
  }
  return store
}

function read(file: string): State {
  if (!existsSync(file)) return emptyState()
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as State
    if (saved.version === 1) return saved
  } catch {}
  renameSync(file, `${file}.unreadable`)
  return emptyState()
}

function write(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(state))
  renameSync(`${file}.new`, file)
}

function trim(state: State): void {
  state.resend.mails.splice(0, Math.max(0, state.resend.mails.length - KEPT_MAILS))
  const settled = state.deliveries.filter(d => d.state === 'delivered' || d.state === 'failed')
  const old = new Set(settled.slice(0, Math.max(0, state.deliveries.length - KEPT_DELIVERIES)))
  if (old.size) state.deliveries = state.deliveries.filter(d => !old.has(d))
}
