/**
 * Divides minor units by weights so that nothing is lost: each part is rounded down and what is left goes, one step at
 * a time, to those that lost most by it (largest remainder; the earlier of equals).
 * @param total minor units, not negative; @param weights not negative, at least one above zero
 * @param step parts are multiples of it; what of the total is not goes to the last part that has a weight
 * @returns one part a weight, whose sum is `total`
 */
export function divided(total: number, weights: readonly number[], step = 1): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (!(sum > 0)) throw new RangeError('no weight')
  const steps = Math.floor(total / step)
  const exact = weights.map(w => (BigInt(steps) * BigInt(w)) / BigInt(sum))
  const lost = weights.map((w, i) => ({ i, by: (BigInt(steps) * BigInt(w)) % BigInt(sum) }))
  const parts = exact.map(Number)
  let left = steps - parts.reduce((a, b) => a + b, 0)
  for (const { i } of lost.sort((a, b) => (a.by === b.by ? a.i - b.i : a.by < b.by ? 1 : -1))) {
    if (left <= 0) break
    parts[i] = (parts[i] ?? 0) + 1
    left--
  }
  const last = weights.findLastIndex(w => w > 0)
  return parts.map((part, i) => part * step + (i === last ? total - steps * step : 0))
}
