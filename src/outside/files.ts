// The private bucket: the only door to the bytes. Keys are random and never made from a name.
import type { Part } from '../lib/ranges'

/** Keeps an object; the store itself refuses bytes that do not have this SHA-256 (hex). @throws Error */
export async function putObject(
  bucket: R2Bucket,
  key: string,
  bytes: ArrayBuffer,
  sha256: string,
): Promise<void> {
  const kept = await bucket.put(key, bytes, { sha256 })
  if (kept?.size !== bytes.byteLength) throw new Error('The bucket kept another size')
}

/** An object's bytes, or a part of them; null where there is no such object. The part must lie inside the object. */
export async function readObject(bucket: R2Bucket, key: string, part?: Part): Promise<ReadableStream | null> {
  const object = await bucket.get(key, part ? { range: part } : {})
  return object?.body ?? null
}

/** Deletes objects; those already gone are no fault. */
export async function deleteObjects(bucket: R2Bucket, keys: string[]): Promise<void> {
  if (keys.length > 0) await bucket.delete(keys)
}
