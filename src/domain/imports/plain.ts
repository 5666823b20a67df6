/** Words as they are compared: small letters without accents, signs as spaces. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A dictionary: what people write, by what it means. Phrases are separated by commas. */
export type Dictionary<V extends string> = Record<V, string>

/** Finds a meaning by what was written; each meaning also goes by its own name. */
export function finder<V extends string>(dictionary: Dictionary<V>): (written: string) => V | undefined {
  const known = new Map<string, V>()
  for (const [meaning, phrases] of Object.entries(dictionary) as [V, string][])
    for (const phrase of [meaning, ...phrases.split(',')]) known.set(plain(phrase), meaning)
  return written => known.get(plain(written))
}
