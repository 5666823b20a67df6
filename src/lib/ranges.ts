/** A part of something, in bytes. */
export type Part = { offset: number; length: number }

/**
 * What a `Range` header asks of something of `size` bytes (RFC 9110, 14.2): one range of bytes.
 * @returns undefined for the whole: no header, another unit, several ranges or nonsense, all of which may be ignored
 */
export function partOf(header: string | undefined, size: number): Part | 'unsatisfiable' | undefined {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '')
  if (!match || (!match[1] && !match[2])) return undefined
  if (!match[1]) {
    const length = Math.min(Number(match[2]), size)
    return length > 0 ? { offset: size - length, length } : 'unsatisfiable'
  }
  const first = Number(match[1])
  const last = match[2] ? Number(match[2]) : size - 1
  if (match[2] && last < first) return undefined
  if (first >= size) return 'unsatisfiable'
  return { offset: first, length: Math.min(last, size - 1) - first + 1 }
}

/** Whether an `If-None-Match` names this tag, weakly compared. */
export const namesTag = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
