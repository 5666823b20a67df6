/** A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits, so that ids sort by creation. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An id that always comes of the same 128 bits or more, given in hex: for what has to be known before it is made. */
export function idFrom(hex: string): string {
  const h = `${hex.slice(0, 12)}7${hex.slice(13, 16)}8${hex.slice(17, 32)}`
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

/** When an id was made, in milliseconds. */
export const instantOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

/** What sorts before every id made at an instant or later. */
export const firstId = (at: number): string => newId(at).slice(0, 13)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a text is a UUIDv7 in our spelling (lower case, with hyphens). */
export const isId = (text: string): boolean => uuid.test(text)
