const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** 256 bits that only this secret and this purpose give: what was sealed for one use never opens as another. */
async function keyOf(secret: string, purpose: string): Promise<Uint8Array> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(purpose) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256))
}

/** Seals a value as a compact JWE (dir, A256GCM) that only `unseal` with the same secret and purpose opens. */
export async function seal(secret: string, purpose: string, value: object): Promise<string> {
  const { CompactEncrypt } = await import('jose')
  const jwe = new CompactEncrypt(encoder.encode(JSON.stringify(value)))
  return jwe.setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(await keyOf(secret, purpose))
}

/**
 * Opens what was sealed, trying each secret in turn (the present one, then the one before it).
 * @throws Error when none opens it, or it was altered
 */
export async function unseal<T>(
  secrets: readonly (string | undefined)[],
  purpose: string,
  text: string,
): Promise<T> {
  const { compactDecrypt } = await import('jose')
  for (const secret of secrets) {
    if (!secret) continue
    const opened = await compactDecrypt(text, await keyOf(secret, purpose), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }).catch(() => null)
    if (opened) return JSON.parse(decoder.decode(opened.plaintext)) as T
  }
  throw new Error('sealed with another key, or altered')
}
