/** So many bytes of a text are shown in its page. */
export const READABLE = 200 * 1024

/**
 * The words of a text's beginning: by its byte order mark, else UTF-8, else the alphabet that Windows wrote in. A letter
 * cut through at the end is left out.
 */
export function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes, { stream: true })
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes, { stream: true })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
