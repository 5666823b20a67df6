// The private bucket: the only door to the bytes. Keys are random and never made from a name.
import { hex } from '../lib/crypto'
import type { Part } from '../lib/ranges'

/**
 * Keeps an object; the store itself refuses bytes that do not have this SHA-256 (hex).
 * @param type as it was told from the content @throws Error
 */
export async function putObject(
  bucket: R2Bucket,
  key: string,
  bytes: ArrayBuffer,
  sha256: string,
  type?: string,
): Promise<void> {
  const kept = await bucket.put(key, bytes, { sha256, httpMetadata: { contentType: type } })
  if (kept?.size !== bytes.byteLength) throw new Error('The bucket kept another size')
}

/** An object's bytes, or a part of them; null where there is no such object. The part must lie inside the object. */
export async function readObject(bucket: R2Bucket, key: string, part?: Part): Promise<ReadableStream | null> {
  const object = await bucket.get(key, part ? { range: part } : {})
  return object?.body ?? null
}

/** Where an object's small picture stands: beside it, so that whoever deletes the one deletes the other. */
export const thumbKeyOf = (key: string): string => `${key}-thumb`

/** Deletes objects with their small pictures; those already gone are no fault. */
export async function deleteObjects(bucket: R2Bucket, keys: string[]): Promise<void> {
  // So many keys are taken in one call.
  for (let at = 0; at < keys.length; at += 500)
    await bucket.delete(keys.slice(at, at + 500).flatMap(key => [key, thumbKeyOf(key)]))
}

/** Begins an object that comes in parts. @returns the bucket's own id of it; what is never joined it forgets in a week */
export async function openParts(bucket: R2Bucket, key: string): Promise<string> {
  return (await bucket.createMultipartUpload(key)).uploadId
}

/**
 * Hands one part on as it comes in, never held in memory.
 * @returns its tag, without which the parts cannot be joined
 * @throws Error where the body is shorter or longer than `size`, or the upload is over
 */
export async function putPart(
  bucket: R2Bucket,
  of: { key: string; ref: string },
  part: { number: number; size: number },
  body: ReadableStream,
): Promise<string> {
  const { readable, writable } = new FixedLengthStream(part.size)
  const upload = bucket.resumeMultipartUpload(of.key, of.ref)
  const over = new AbortController()
  const keeping = upload.uploadPart(part.number, readable)
  // What nobody reads any more would wait for ever.
  keeping.catch(error => over.abort(error))
  // Both are waited for, so that neither's failure is left without a reader.
  const [sent, kept] = await Promise.allSettled([body.pipeTo(writable, { signal: over.signal }), keeping])
  if (over.signal.aborted && kept.status === 'rejected') await writable.abort().catch(() => undefined)
  if (sent.status === 'rejected') throw sent.reason
  if (kept.status === 'rejected') throw kept.reason
  return kept.value.etag
}

/** Makes one object of its parts; one that is whole already stays as it is. @returns its size in bytes */
export async function joinParts(
  bucket: R2Bucket,
  of: { key: string; ref: string },
  parts: { number: number; etag: string }[],
): Promise<number> {
  const uploaded = parts.map(({ number, etag }) => ({ partNumber: number, etag }))
  const before = await bucket.head(of.key)
  if (before) return before.size
  try {
    return (await bucket.resumeMultipartUpload(of.key, of.ref).complete(uploaded)).size
  } catch (error) {
    // Joined by another request at the same moment?
    const whole = await bucket.head(of.key)
    if (!whole) throw error
    return whole.size
  }
}

/** Lets go of an upload in parts and of what it became; gone already is no fault. */
export async function dropParts(bucket: R2Bucket, of: { key: string; ref: string }): Promise<void> {
  await bucket
    .resumeMultipartUpload(of.key, of.ref)
    .abort()
    .catch(() => undefined)
  await deleteObjects(bucket, [of.key])
}

/** The SHA-256 (hex) of an object, read through once and not held. @throws Error where there is none */
export async function digestOf(bucket: R2Bucket, key: string): Promise<string> {
  const object = await bucket.get(key)
  if (!object) throw new Error('The bucket has no such object')
  const digest = new crypto.DigestStream('SHA-256')
  await object.body.pipeTo(digest)
  return hex(await digest.digest)
}

/** The first and the last bytes of an object in one piece: enough to tell what it is. */
export async function edgesOf(bucket: R2Bucket, key: string, size: number): Promise<Uint8Array> {
  const [head, tail] = [Math.min(size, 256 * 1024), Math.min(64 * 1024, Math.max(0, size - 256 * 1024))]
  const bytes = new Uint8Array(head + tail)
  for (const part of [
    { offset: 0, length: head },
    { offset: size - tail, length: tail },
  ]) {
    if (part.length === 0) continue
    const object = await bucket.get(key, { range: part })
    if (!object) throw new Error('The bucket has no such object')
    bytes.set(new Uint8Array(await object.arrayBuffer()), part.offset === 0 ? 0 : head)
  }
  return bytes
}

/**
 * Keeps a second object of the same bytes, which the store holds against their SHA-256 (hex) on the way.
 * @throws Error where the first is gone, or is not what it was
 */
export async function copyObject(bucket: R2Bucket, from: string, to: string, sha256: string): Promise<void> {
  const object = await bucket.get(from)
  if (!object) throw new Error('The bucket has no such object')
  await bucket.put(to, object.body, { sha256 })
}

/** Keeps a small picture, told apart by the type it was found to be. */
export async function putPicture(
  bucket: R2Bucket,
  key: string,
  bytes: ArrayBuffer,
  contentType: string,
): Promise<void> {
  await bucket.put(key, bytes, { httpMetadata: { contentType } })
}

export type Picture = { body: ReadableStream; size: number; tag: string; type: string }

/** A small picture; null where there is none. */
export async function readPicture(bucket: R2Bucket, key: string): Promise<Picture | null> {
  const object = await bucket.get(key)
  if (!object) return null
  const { body, size, httpEtag: tag, httpMetadata } = object
  return { body, size, tag, type: httpMetadata?.contentType ?? 'application/octet-stream' }
}

/** The first bytes of an object; null where there is none. @param length not more than it has */
export async function readHead(bucket: R2Bucket, key: string, length: number): Promise<Uint8Array | null> {
  const object = await bucket.get(key, { range: { offset: 0, length } })
  return object && new Uint8Array(await object.arrayBuffer())
}
