// The SHA-256 of a file, piece by piece: loaded when a large one is sent.
import { sha256 } from '@noble/hashes/sha2.js'

const PIECE = 1024 * 1024

/** In hex. `onProgress` is told the bytes read; stops where `signal` is aborted. */
export async function hashOf(file, onProgress, signal) {
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += PIECE) {
    signal.throwIfAborted()
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()))
    onProgress(Math.min(file.size, at + PIECE))
  }
  return Array.from(hash.digest(), byte => byte.toString(16).padStart(2, '0')).join('')
}
