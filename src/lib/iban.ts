/** An account number as people write it, without its spaces. */
export const plainIban = (text: string): string => text.replace(/[\s\u00a0\u202f-]/g, '').toUpperCase()

/** Whether a plain IBAN holds together: its shape, and the checksum of ISO 13616 (the number modulo 97 is 1). */
export function isIban(plain: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  const turned = plain.slice(4) + plain.slice(0, 4)
  let rest = 0
  for (const sign of turned)
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** In groups of four, as it is printed. */
export const shownIban = (plain: string): string => plain.replace(/(.{4})(?=.)/g, '$1\u00a0')
