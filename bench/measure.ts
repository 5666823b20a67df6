import { type Block, block, type Target } from './load.ts'
import type { Settings } from './settings.ts'

/** At one concurrency: milliseconds, requests per second, and milliseconds of processor time a request. */
export type Speed = { p50: number; p99: number; perSecond: number; processor: number }
/** `ratio` is ours / floor: the median over the pairs of blocks, each of which saw the same weather. */
export type Compared = { ours: Speed; floor: Speed; p50Ratio: number; throughputRatio: number }

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/**
 * Measures both in turns, ours first in one pair and the floor first in the next, so that whatever else the machine
 * does falls on both alike.
 */
export async function compare(
  ours: Target,
  floor: Target,
  lanes: number,
  settings: Settings,
): Promise<Compared> {
  const blocks: { ours: Block[]; floor: Block[] } = { ours: [], floor: [] }
  const one = async (side: 'ours' | 'floor') =>
    blocks[side].push(await block(side === 'ours' ? ours : floor, lanes, settings.block))
  for (let pair = 0; pair < settings.pairs; pair++) {
    await one(pair % 2 ? 'floor' : 'ours')
    await one(pair % 2 ? 'ours' : 'floor')
  }
  const p50s = (side: Block[]) => side.map(b => median(b.latencies))
  const ratios = (mine: number[], theirs: number[]) => median(mine.map((x, i) => x / (theirs[i] ?? x)))
  return {
    ours: speedOf(blocks.ours),
    floor: speedOf(blocks.floor),
    p50Ratio: ratios(p50s(blocks.ours), p50s(blocks.floor)),
    throughputRatio: ratios(
      blocks.ours.map(b => b.perSecond),
      blocks.floor.map(b => b.perSecond),
    ),
  }
}

const speedOf = (blocks: Block[]): Speed => ({
  p50: median(blocks.map(b => median(b.latencies))),
  p99: quantile(
    blocks.flatMap(b => b.latencies),
    0.99,
  ),
  perSecond: median(blocks.map(b => b.perSecond)),
  processor: median(blocks.map(b => b.processor)),
})
