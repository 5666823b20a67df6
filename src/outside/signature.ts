/** HMAC-SHA256 as providers make it: their key as it is, without a purpose of ours. */
export async function signed(key: BufferSource, text: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text))
}
