import { env } from 'cloudflare:workers'
import type { ProjectScope } from '../src/db/scope'
import { completeUpload } from '../src/domain/files/join'
import { beginUpload, PART, type Purpose, receivePart } from '../src/domain/files/parts'
import { sha256 } from '../src/lib/crypto'

export const onShelf: Purpose = { folder: 'content', folderId: null, shared: true }

/** Bytes that no two parts of share, a PDF to look at. */
export function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  bytes.set(new TextEncoder().encode('%PDF-1.7\n').subarray(0, size))
  for (let at = 16; at < size; at += 4096) bytes[at] = at >> 12
  return bytes
}

export const asked = async (bytes: BufferSource & { byteLength: number }, more: object = {}) => ({
  name: 'Film.pdf',
  size: bytes.byteLength,
  sha256: await sha256(bytes),
  purpose: onShelf,
  ...more,
})

export const streamOf = (bytes: Uint8Array): ReadableStream =>
  new Response(bytes as Uint8Array<ArrayBuffer>).body as ReadableStream

/** Sends one part as a browser does. */
export async function sendPart(
  scope: ProjectScope,
  id: string,
  bytes: Uint8Array,
  number: number,
  bucket = env.FILES,
) {
  const part = bytes.slice((number - 1) * PART, number * PART)
  await receivePart(scope, bucket, id, { number, body: streamOf(part), length: part.byteLength })
}

/** An upload from its beginning to its end. */
export async function sendWhole(
  scope: ProjectScope,
  bytes: Uint8Array<ArrayBuffer>,
  more: object = {},
  bucket = env.FILES,
  thumb: File | null = null,
) {
  const begun = await beginUpload(scope, bucket, await asked(bytes, more))
  for (let number = 1; number <= Math.ceil(bytes.byteLength / PART); number++)
    if (!begun.parts.includes(number)) await sendPart(scope, begun.id, bytes, number, bucket)
  return { id: begun.id, outcome: await completeUpload(scope, bucket, begun.id, thumb) }
}
