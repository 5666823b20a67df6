/** Longer names are cut, their extension kept. */
const LONGEST = 180

/**
 * A person's name for a file as we keep it: data, never a path. Control, zero-width and direction marks, line and
 * path separators are taken out; everything else stays as it was written.
 * @param otherwise the name of a file whose name holds nothing else
 */
export function cleanName(name: string, otherwise = 'fichier'): string {
  const clean = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{fffd}\u115f\u1160\u3164\uffa0/\\]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!/[^.\s]/.test(clean)) return otherwise
  const letters = [...clean]
  if (letters.length <= LONGEST) return clean
  const extension = extensionOf(clean)
  const end = extension && extension.length < 20 ? `.${extension}` : ''
  return `${letters.slice(0, LONGEST - end.length).join('')}${end}`
}

/** What follows the last dot, in small letters; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

/** `Content-Disposition` with the name in RFC 5987's spelling, and a plain ASCII one for what cannot read it. */
export function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`
}
