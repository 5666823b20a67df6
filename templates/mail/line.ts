/** One line for a header: no control, line-separating or direction-changing characters, and not endless. */
export function oneLine(text: string, max = 200): string {
  const plain = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  const characters = [...plain]
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : plain
}

/** The bare address of `Name <name@example.org>`. */
const bareAddress = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim()

/** The sender's own name in `Name <name@example.org>`, if it has one. */
export const nameOf = (sender: string): string => /^\s*"?([^"<]*?)"?\s*</.exec(sender)?.[1] ?? ''

/** `"Atelier Lumen" <bonjour@…>`: whoever's name it is, only our own address can send. */
export function fromLine(name: string, sender: string): string {
  const shown = oneLine(name, 80).replace(/["\\<>]/g, '')
  const address = bareAddress(sender)
  return shown ? `"${shown}" <${address}>` : address
}
