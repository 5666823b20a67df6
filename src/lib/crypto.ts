const encoder = new TextEncoder()

export const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes as ArrayBuffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

export const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), b => b.toString(16).padStart(2, '0')).join('')

/** SHA-256 in hex. */
export const sha256 = async (data: string | BufferSource): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? encoder.encode(data) : data))

/** A secret nobody can guess: 256 bits, in base64url. */
export const newSecret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

/** HMAC-SHA256 in hex. `purpose` keeps one key's uses apart: what was made for one never fits another. */
export async function hmac(secret: string, purpose: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(`${purpose}\0${secret}`),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}

/** Compares two texts in a time that does not tell where they differ. */
export async function equal(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([sha256(a), sha256(b)])
  let difference = 0
  for (let i = 0; i < x.length; i++) difference |= x.charCodeAt(i) ^ y.charCodeAt(i)
  return difference === 0
}
