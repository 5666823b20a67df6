/** Base 62, in the order in which SQLite compares text. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const [ZERO, TOP] = [DIGITS.charAt(0), DIGITS.charAt(61)]

/**
 * A position between two others, as text that sorts between them: moving one card writes one row. The first letter
 * says how long the whole part is (`a0` … `az`, `b00` …), so that adding at the end stays short.
 * @param before the neighbour above, null at the top; @param after the one below, null at the end
 */
export function between(before: string | null, after: string | null): string {
  if (before === null && after === null) return `a${ZERO}`
  if (before !== null && after !== null) {
    if (before >= after) return `${before}${middle('', null)}`
    const whole = wholeOf(before)
    const lean = Math.sign(before.length - after.length)
    const low = before.slice(whole.length)
    if (whole === wholeOf(after)) return whole + middle(low, after.slice(whole.length), lean)
    const next = step(whole, 1)
    return next && next < after ? next : whole + middle(low, null, lean)
  }
  const known = (before ?? after) as string
  const whole = wholeOf(known)
  const rest = known.slice(whole.length)
  if (before !== null) return step(whole, 1) ?? whole + middle(rest, null)
  return rest ? whole : (step(whole, -1) ?? whole + middle('', rest))
}

type Placed = { id: string; position: string }

/**
 * The position of what is dropped just above (`before`) or below (`after`) another of a sorted list, else at its end.
 * One that meanwhile left the list counts as not named.
 * @param list the others, without what is dropped
 */
export function placeAmong(list: Placed[], { before, after }: { before?: string; after?: string }): string {
  const above = after === undefined ? -1 : list.findIndex(one => one.id === after)
  const below = before === undefined ? -1 : list.findIndex(one => one.id === before)
  const at = below >= 0 ? below : above >= 0 ? above + 1 : list.length
  const high = list[at - 1]?.position ?? null
  // Two dropped at the same instant may share a position: go past all of them.
  const low = list.slice(at).find(one => high === null || one.position > high)?.position ?? null
  return between(high, low)
}

function wholeOf(key: string): string {
  const head = key.charAt(0)
  const length = head >= 'a' ? head.charCodeAt(0) - 95 : 92 - head.charCodeAt(0)
  return key.slice(0, length)
}

/** The whole part one higher or lower; null at the ends of the world. */
function step(whole: string, by: 1 | -1): string | null {
  const head = whole.charAt(0)
  const digits = [...whole.slice(1)]
  const [over, back] = by === 1 ? [TOP, ZERO] : [ZERO, TOP]
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = digits[i] as string
    if (digit !== over) {
      digits[i] = DIGITS.charAt(DIGITS.indexOf(digit) + by)
      return head + digits.join('')
    }
    digits[i] = back
  }
  if (by === 1 && head === 'Z') return `a${ZERO}`
  if (by === -1 && head === 'a') return `Z${TOP}`
  if ((by === 1 && head === 'z') || (by === -1 && head === 'A')) return null
  const next = String.fromCharCode(head.charCodeAt(0) + by)
  const grows = by === 1 ? next > 'a' : next < 'Z'
  return next + (grows ? digits.join('') + back : digits.slice(1).join(''))
}

/**
 * A fraction strictly between two, without trailing zeros; `high` null: below one.
 * @param lean which of the two is the longer, 1 the lower, -1 the higher. It is the one put there last, and what
 *   comes next mostly goes between it and the other again: room is left on that side, so that a thousand such moves
 *   make some fifty letters and not two hundred.
 */
function middle(low: string, high: string | null, lean = 0): string {
  let shared = 0
  if (high !== null) while ((low[shared] ?? ZERO) === high[shared]) shared++
  if (high !== null && shared > 0)
    return high.slice(0, shared) + middle(low.slice(shared), high.slice(shared), lean)
  const from = low ? DIGITS.indexOf(low.charAt(0)) : 0
  const to = high === null ? DIGITS.length : DIGITS.indexOf(high.charAt(0))
  if (to - from > 1) {
    const little = Math.ceil((to - from) / 8)
    return DIGITS.charAt(lean > 0 ? from + little : lean < 0 ? to - little : Math.round((from + to) / 2))
  }
  if (high !== null && high.length > 1) return high.charAt(0)
  return DIGITS.charAt(from) + middle(low.slice(1), null, lean)
}
