import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundle } from './bundle.ts'
import type { Cold } from './cold.ts'
import type { Compared } from './measure.ts'
import type { Rooms } from './room.ts'
import { root, targets } from './settings.ts'
import type { Surveyed } from './survey.ts'

export type Measured = { page: Surveyed; alone: Compared; crowded: Compared }
export type Result = {
  bundle: Bundle
  cold: Cold
  measured: Measured[]
  missing: string[]
  rooms?: Rooms
}

let misses = 0

/** A figure with its verdict. */
function held(text: string, ok: boolean): string {
  if (!ok) misses++
  return `${text} ${ok ? '✓' : '✗'}`
}
const kB = (bytes: number) => (bytes / 1000).toFixed(1)
const ms = (value: number) => value.toFixed(2)
const pair = ({ ours, empty }: Cold['process']) => [ms(ours), ms(empty)]

function table(heads: string[], rows: string[][]): void {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map(row => (row[i] ?? '').length)))
  const line = (cells: string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  console.log(`\n${line(heads)}\n${widths.map(width => '─'.repeat(width)).join('  ')}`)
  for (const row of rows) console.log(line(row))
}

/** Whether a figure missed its target; to be asked after `print`. */
export const missed = (_: Result): boolean => misses > 0

export function print({ bundle, cold, measured, missing, rooms }: Result): void {
  table(
    ['What a page costs', 'trips', 'queries', 'html kB', 'gzip kB', 'js gzip kB', 'css gzip kB'],
    measured.map(({ page }) => [
      page.name,
      held(
        String(page.trips) + (page.late ? ` (+${page.late} after)` : ''),
        page.trips <= targets.roundTrips,
      ),
      String(page.queries),
      kB(page.raw),
      page.list ? held(kB(page.gzip), page.gzip <= targets.list) : `${kB(page.gzip)}  `,
      held(kB(page.weight.js), page.weight.js <= targets.js),
      held(kB(page.weight.css), page.weight.css <= targets.css),
    ]),
  )
  table(
    ['One at a time', 'p50 ms', 'floor', 'ratio', 'p99 ms', 'floor', 'req/s', 'floor'],
    measured.map(({ page, alone: { ours, floor, p50Ratio } }) => [
      page.name,
      ...[ms(ours.p50), ms(floor.p50), held(ms(p50Ratio), p50Ratio <= targets.p50)],
      ...[ms(ours.p99), ms(floor.p99), ours.perSecond.toFixed(0), floor.perSecond.toFixed(0)],
    ]),
  )
  table(
    [
      'Sixteen at a time',
      'req/s',
      'floor',
      'ratio',
      'p50 ms',
      'floor',
      'p99 ms',
      'floor',
      'cpu ms',
      'floor',
      'ratio',
    ],
    measured.map(({ page, crowded: { ours, floor, throughputRatio } }) => [
      page.name,
      ...[ours.perSecond.toFixed(0), floor.perSecond.toFixed(0)],
      held(ms(throughputRatio), throughputRatio >= targets.throughput),
      ...[ms(ours.p50), ms(floor.p50), ms(ours.p99), ms(floor.p99)],
      ...[ms(ours.processor), ms(floor.processor), ms(ours.processor / floor.processor)],
    ]),
  )
  const ratio = cold.process.ours / cold.process.empty
  table(
    ['The Worker', 'ours', 'empty', 'ratio'],
    [
      ['bundle, gzip kB', held(kB(bundle.gzip), bundle.gzip <= targets.worker)],
      ['without what is lazy, gzip kB', held(kB(bundle.eager), bundle.eager <= targets.eager)],
      ['cold start with its process, ms', ...pair(cold.process), held(ms(ratio), ratio <= targets.coldStart)],
      [
        'cold start of an isolate, ms',
        ...pair(cold.isolate),
        `${ms(cold.isolate.ours / cold.isolate.empty)}  `,
      ],
    ],
  )
  if (rooms) printRooms(rooms)
  console.log(`\nLoaded lazily: ${bundle.lazy.join(', ')}`)
  if (missing.length) console.log(`Not there: ${missing.join(', ')}`)
  console.log(misses ? `\n${misses} figures miss their target (✗).` : '\nEvery figure holds its target.')
}

function printRooms({ ratio, told, bare, sent, opened, borne, woken, closed }: Rooms): void {
  table(
    ['A word on 100 sockets', 'p50 ms', 'bare', 'p99 ms', 'bare', 'ratio of p99'],
    [
      [
        'from the room being told',
        ...[ms(told.p50), ms(bare.p50), ms(told.p99), ms(bare.p99)],
        held(ms(ratio), ratio <= targets.roomP99),
      ],
      ['from a message being sent', ms(sent.p50), '', ms(sent.p99), '', ''],
    ],
  )
  const all = (n: number) => held(`${n} of ${opened}`, n === opened && opened >= targets.sockets)
  table(
    ['A crowded room', 'sockets'],
    [
      ['that heard', all(borne)],
      ['that heard after it slept', all(woken)],
      ['that were closed', held(String(closed), closed === 0)],
    ],
  )
}

/** The same figures for a program to read: `bench/results/latest.json`. */
export function save({ bundle, cold, measured, missing, rooms }: Result): void {
  const folder = join(root, 'bench/results')
  mkdirSync(folder, { recursive: true })
  const { code: _, assets: __, ...sizes } = bundle
  const pages = measured.map(({ page: { conversation: _, ...page }, ...speeds }) => ({ ...page, ...speeds }))
  writeFileSync(
    join(folder, 'latest.json'),
    `${JSON.stringify({ targets, bundle: sizes, cold, missing, pages, rooms }, null, 2)}\n`,
  )
}
