import { join } from 'node:path'

/** How much is measured. Times in milliseconds. */
export type Settings = {
  /** Alternations of ours and floor, for each page and concurrency. */
  pairs: number
  /** How long one block of requests lasts. */
  block: number
  /** Before the first block of a page, on each side. */
  warmUp: number
  /** Cold starts of each worker. */
  coldStarts: number
  /** Times that a project's room is told something. */
  rounds: number
  /** Only pages whose name contains this; `room`: a project's room alone. */
  only: string
}

export const root = join(import.meta.dirname, '..')

/** `--quick` for a look while working; `--only=board` for one page. */
export function settingsFrom(args: readonly string[]): Settings {
  const unknown = args.find(arg => arg !== '--quick' && !arg.startsWith('--only='))
  if (unknown) throw new Error(`Unknown option ${unknown}. There are --quick and --only=<page>.`)
  const only = args.find(arg => arg.startsWith('--only='))?.slice('--only='.length) ?? ''
  return args.includes('--quick')
    ? { pairs: 3, block: 250, warmUp: 400, coldStarts: 7, rounds: 20, only }
    : { pairs: 5, block: 400, warmUp: 600, coldStarts: 11, rounds: 60, only }
}

/** What the issue of speed is held to. Ratios are ours / floor; sizes in bytes, compressed. */
export const targets = {
  roundTrips: 2,
  p50: 1.9,
  throughput: 0.5,
  js: 25_000,
  css: 25_000,
  list: 12_000,
  worker: 900_000,
  eager: 400_000,
  coldStart: 3,
  roomP99: 2,
  sockets: 500,
} as const
